#include "coder/older_view.h"

#include <algorithm>

#include "base/text.h"

namespace herald::coder {
namespace {

using lexicon::OlderPart;
using lexicon::OlderPattern;
using lexicon::OlderVerb;
using news::Dep;
using news::Pos;
using news::Tag;
using Kind = lexicon::OlderPart::Kind;

constexpr std::uint32_t kReach = 6;  // tokens a word of a verb may stand from it ("call the talks off")
constexpr int kDepth = 3;            // noun within phrase within noun

bool is_subject(Dep dep) {
  return dep == Dep::kNsubj || dep == Dep::kNsubjpass || dep == Dep::kCsubj;
}

bool inside_noun(Dep dep) {
  return dep == Dep::kCompound || dep == Dep::kAmod || dep == Dep::kPoss || dep == Dep::kNmod ||
         dep == Dep::kNummod || dep == Dep::kDet || dep == Dep::kConj || dep == Dep::kQuantmod ||
         dep == Dep::kNeg;
}

/// "FLAGS" in a dictionary stands for "flag" as well.
bool is_plural_of(const std::string& word, const std::string& lemma) {
  if (word.size() < 4 || word.back() != 's') return false;
  if (word.compare(0, word.size() - 1, lemma) == 0) return true;
  if (word.ends_with("ies")) return word.substr(0, word.size() - 3) + "y" == lemma;
  return word.ends_with("es") && word.compare(0, word.size() - 2, lemma) == 0;
}

}  // namespace

OlderView::OlderView(const lexicon::OlderVerbs& verbs, const news::Sentence& sentence, std::string_view text)
    : verbs_(verbs), s_(sentence) {
  for (const news::Token& token : s_.tokens) {
    surface_.push_back(base::ascii_lower(news::text_of(text, token.span)));
    lemma_.push_back(lower_lemma(token));
  }
}

bool OlderView::is_verbal(std::uint32_t token) const {
  const news::Token& t = s_.tokens[token];
  return t.pos == Pos::kVERB || t.pos == Pos::kAUX || t.tag == Tag::kMD;
}

bool OlderView::is_word(std::uint32_t token, const std::string& word) const {
  return surface_[token] == word || lemma_[token] == word || is_plural_of(word, lemma_[token]);
}

std::vector<std::uint32_t> OlderView::side_by_side(std::uint32_t token,
                                                   const std::vector<std::string>& words) const {
  std::vector<std::uint32_t> found;
  for (const std::string& word : words) {
    while (token < s_.tokens.size() && !found.empty() && s_.tokens[token].tag == Tag::kHYPH) ++token;
    if (token >= s_.tokens.size() || !is_word(token, word)) return {};
    found.push_back(token++);
  }
  return found;
}

std::vector<std::uint32_t> OlderView::words_at(const OlderPart& part, std::uint32_t token) const {
  if (part.set < 0) return side_by_side(token, part.words);
  const lexicon::OlderWords& set = verbs_.set(part.set);
  for (const auto& phrase : set.phrases) {
    auto found = side_by_side(token, phrase);
    if (!found.empty()) return found;
  }
  if (set.single.contains(surface_[token]) || set.single.contains(lemma_[token])) return {token};
  return {};
}

bool OlderView::complete(const OlderVerb& verb, std::uint32_t token, OlderVerbFound& out) const {
  out = {&verb, {token}};
  std::uint32_t at = token;
  for (auto word = verb.before.rbegin(); word != verb.before.rend(); ++word) {
    if (at == 0 || !is_word(--at, *word)) return false;
    out.tokens.push_back(at);
  }
  at = token;
  for (const std::string& word : verb.after) {
    bool found = false;
    while (!found && ++at < s_.tokens.size() && at <= token + kReach) {
      // Only what belongs to the verb: its particle or preposition, or what stands straight behind.
      const bool own = s_.tokens[at].head == token || at == out.tokens.back() + 1;
      found = own && is_word(at, word);
    }
    if (!found) return false;
    out.tokens.push_back(at);
  }
  return true;
}

std::optional<OlderVerbFound> OlderView::verb_at(std::uint32_t token) const {
  if (!is_verbal(token)) return std::nullopt;
  std::optional<OlderVerbFound> best;
  for (const std::string* form : {&surface_[token], &lemma_[token]}) {
    for (const OlderVerb& verb : verbs_.verbs_of(*form)) {
      OlderVerbFound found;
      if (complete(verb, token, found) && (!best || found.tokens.size() > best->tokens.size()))
        best = std::move(found);
    }
  }
  return best;
}

void OlderView::add_noun(std::uint32_t noun, Mask& mask, int depth) const {
  mask[noun] = 1;
  for (const std::uint32_t c : s_.children[noun]) {
    if (inside_noun(s_.tokens[c].dep) && depth < kDepth) add_noun(c, mask, depth + 1);
    // "a set of resolutions", and everything below prepositions where a file does not mark them.
    const bool of = s_.tokens[c].dep == Dep::kPrep && (lemma_[c] == "of" || verbs_.plain_sequence());
    if (!of || depth >= kDepth) continue;
    if (verbs_.plain_sequence()) mask[c] = 1;
    for (const std::uint32_t o : s_.children[c]) {
      if (s_.tokens[o].dep == Dep::kPobj) add_noun(o, mask, depth + 1);
    }
  }
}

void OlderView::add_phrases(std::uint32_t token, std::vector<PrepPhrase>& phrases, int depth) const {
  for (const PrepPhrase& phrase : prep_phrases(s_, token)) {
    phrases.push_back(phrase);
    if (depth < kDepth) add_phrases(phrase.object, phrases, depth + 1);
  }
}

void OlderView::add_before(std::uint32_t verb, Zones& zones) const {
  std::uint32_t at = verb;
  for (int climb = 0; climb < kDepth; ++climb) {
    for (const std::uint32_t c : s_.children[at]) {
      const Dep dep = s_.tokens[c].dep;
      if (is_subject(dep)) {
        add_noun(c, zones.before, 0);
        add_phrases(c, zones.phrases_before, 0);
      } else if (c < verb && (dep == Dep::kAux || dep == Dep::kAuxpass || dep == Dep::kAdvmod ||
                              dep == Dep::kNeg || dep == Dep::kAcomp)) {
        zones.before[c] = 1;
      }
    }
    for (const PrepPhrase& phrase : prep_phrases(s_, at)) {
      if (phrase.prep < verb) zones.phrases_before.push_back(phrase);
    }
    const Dep dep = s_.tokens[at].dep;
    const std::uint32_t head = s_.tokens[at].head;
    const bool up = dep == Dep::kXcomp || dep == Dep::kCcomp || dep == Dep::kAcomp || dep == Dep::kPcomp;
    if (head == at || !up) break;
    if (head < verb) zones.before[head] = 1;
    at = head;
  }
}

void OlderView::add_after(std::uint32_t verb, Zones& zones, int depth) const {
  for (const std::uint32_t c : s_.children[verb]) {
    const Dep dep = s_.tokens[c].dep;
    const bool noun = dep == Dep::kDobj || dep == Dep::kDative || dep == Dep::kAttr || dep == Dep::kOprd ||
                      (dep == Dep::kNsubjpass && depth == 0);
    const bool clause = dep == Dep::kXcomp || (dep == Dep::kCcomp && s_.child(c, Dep::kNsubj) < 0);
    if (noun && s_.tokens[c].pos != Pos::kADP) {
      add_noun(c, zones.after, 0);
      add_phrases(c, zones.phrases_after, 0);
    } else if (clause || dep == Dep::kAcomp) {
      zones.after[c] = 1;
      for (const std::uint32_t to : s_.children[c]) {
        if (s_.tokens[to].tag == Tag::kTO) zones.phrases_after.push_back({to, c});
      }
      if (depth < kDepth) add_after(c, zones, depth + 1);
    } else if (dep == Dep::kPrt || ((dep == Dep::kAdvmod || dep == Dep::kNeg) && c > verb)) {
      zones.after[c] = 1;
      add_phrases(c, zones.phrases_after, 1);
      // "clashed over plans": a preposition that the parser took for a particle.
      const std::int32_t object = s_.child(verb, Dep::kDobj);
      if (dep == Dep::kPrt && object > static_cast<std::int32_t>(c))
        zones.phrases_after.push_back({c, static_cast<std::uint32_t>(object)});
    } else if (dep == Dep::kPrep && s_.child(c, Dep::kPobj) < 0) {
      zones.after[c] = 1;  // a particle taken for a preposition
    }
  }
  add_phrases(verb, zones.phrases_after, 0);
  if (!verbs_.plain_sequence()) return;
  for (const PrepPhrase& phrase : zones.phrases_after) {
    zones.after[phrase.prep] = 1;
    add_noun(phrase.object, zones.after, 0);
  }
}

OlderView::Zones OlderView::zones_of(std::uint32_t verb) const {
  Zones zones;
  zones.before.assign(s_.tokens.size(), 0);
  zones.after.assign(s_.tokens.size(), 0);
  add_before(verb, zones);
  add_after(verb, zones, 0);
  zones.before[verb] = zones.after[verb] = 0;
  return zones;
}

bool OlderView::fits_words(const OlderPart& part, const Mask& mask, OlderFit& out) const {
  for (std::uint32_t t = 0; t < s_.tokens.size(); ++t) {
    if (!mask[t] || std::find(out.tokens.begin(), out.tokens.end(), t) != out.tokens.end()) continue;
    const auto found = words_at(part, t);
    if (found.empty()) continue;
    out.tokens.insert(out.tokens.end(), found.begin(), found.end());
    return true;
  }
  return false;
}

/// {OLD IRON TOOLS}: the last word is the head with the one before it at its side; the others stand further
/// left in that order.
bool OlderView::fits_noun_phrase(const OlderPart& part, const Mask& mask, OlderFit& out) const {
  for (std::uint32_t t = 0; t < s_.tokens.size(); ++t) {
    if (!mask[t]) continue;
    auto found = words_at(part.parts.back(), t);
    if (found.empty()) continue;
    std::uint32_t right = t;
    bool fits = true;
    for (std::size_t i = part.parts.size() - 1; i-- > 0 && fits;) {
      const bool at_side = i + 2 == part.parts.size();
      std::uint32_t left = right;
      fits = false;
      while (!fits && left > 0 && right - left < kReach) {
        --left;
        const auto more = words_at(part.parts[i], left);
        fits = !more.empty() && mask[left] && more.back() < right;
        if (fits && at_side) fits = more.back() + 1 == right || s_.tokens[more.back() + 1].tag == Tag::kHYPH;
        if (fits) found.insert(found.end(), more.begin(), more.end());
      }
      right = left;
    }
    if (!fits) continue;
    out.tokens.insert(out.tokens.end(), found.begin(), found.end());
    return true;
  }
  return false;
}

bool OlderView::fits_prep(const OlderPart& part, const std::vector<PrepPhrase>& phrases,
                          OlderFit& out) const {
  for (const PrepPhrase& phrase : phrases) {
    if (words_at(part.parts.front(), phrase.prep).empty()) continue;
    Mask mask(s_.tokens.size(), 0);
    add_noun(phrase.object, mask, 0);
    OlderFit attempt = out;
    attempt.tokens.push_back(phrase.prep);
    bool fits = true;
    for (std::size_t i = 1; i < part.parts.size() && fits; ++i) {
      const OlderPart& inner = part.parts[i];
      if (inner.kind == Kind::kSource)
        attempt.source_at = phrase.object;
      else if (inner.kind == Kind::kTarget)
        attempt.target_at = phrase.object;
      else if (inner.kind == Kind::kPhrase)
        fits = fits_noun_phrase(inner, mask, attempt);
      else if (inner.kind == Kind::kWords)
        fits = fits_words(inner, mask, attempt);
    }
    if (!fits) continue;
    out = std::move(attempt);
    return true;
  }
  return false;
}

bool OlderView::fits_side(const std::vector<OlderPart>& parts, bool before, const Zones& zones,
                          OlderFit& out) const {
  const Mask& mask = before ? zones.before : zones.after;
  for (const OlderPart& part : parts) {
    switch (part.kind) {
      case Kind::kWords:
        if (!fits_words(part, mask, out)) return false;
        break;
      case Kind::kPhrase:
        if (!fits_noun_phrase(part, mask, out)) return false;
        break;
      case Kind::kPrep:
        if (!fits_prep(part, before ? zones.phrases_before : zones.phrases_after, out)) return false;
        break;
      case Kind::kTarget:
        out.target_before = out.target_before || before;
        break;
      case Kind::kBoth:
        out.both_before = true;
        break;
      case Kind::kSource:
      case Kind::kAnybody:
        break;
    }
  }
  return true;
}

bool OlderView::fits(const OlderPattern& pattern, const Zones& zones, OlderFit& out) const {
  out = {};
  out.pattern = &pattern;
  return fits_side(pattern.before, true, zones, out) && fits_side(pattern.after, false, zones, out);
}

OlderFit OlderView::fit(std::uint32_t token, const OlderVerbFound& found) const {
  const auto& patterns = verbs_.block(found.verb->block).patterns;
  OlderFit out;
  if (patterns.empty()) return out;
  Zones zones = zones_of(token);
  for (const std::uint32_t own : found.tokens) zones.before[own] = zones.after[own] = 0;
  for (const OlderPattern& pattern : patterns) {
    if (fits(pattern, zones, out)) return out;
  }
  return {};
}

}  // namespace herald::coder
