#include "annotate/mention_atoms.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace herald::annotate {

using lexicon::NameIndex;
using lexicon::NameKind;
using news::Dep;
using news::EntityLabel;
using news::Tag;

std::string_view SentenceView::words(std::size_t first, std::size_t end) const {
  return news::text_of(text, {token(first).span.begin, token(end - 1).span.end});
}

bool SentenceView::is(std::size_t i, std::string_view lower) const {
  return base::ascii_iequals(word(i), lower);
}

bool SentenceView::proper(std::size_t i) const {
  return token(i).tag == Tag::kNNP || token(i).tag == Tag::kNNPS;
}

bool SentenceView::name_like(std::size_t i) const {
  const std::string_view w = word(i);
  const bool capital =
      (w.front() >= 'A' && w.front() <= 'Z') || static_cast<unsigned char>(w.front()) >= 0x80;
  if (!capital || token(i).tag == Tag::kMD) return false;
  if (proper(i) || i == 0 || (i == 1 && token(0).tag == Tag::kOpenQuote)) return true;
  return std::any_of(sentence->entities.begin(), sentence->entities.end(), [&](const news::Entity& e) {
    return e.label == EntityLabel::kPERSON && e.first <= i && i < e.end;
  });
}

std::uint32_t SentenceView::head_of(std::uint32_t first, std::uint32_t end) const {
  std::uint32_t found = end - 1;
  for (std::uint32_t i = end; i-- > first;) {
    const news::Token& t = token(i);
    if (t.dep == Dep::kPunct || t.dep == Dep::kCase || t.dep == Dep::kDet || t.tag == Tag::kPOS) continue;
    if (t.head < first || t.head >= end || t.head == i) return i;
  }
  return found;
}

namespace {

AtomKind atom_kind(NameKind kind) {
  switch (kind) {
    case NameKind::kCountry:
      return AtomKind::kCountry;
    case NameKind::kAdjective:
      return AtomKind::kAdjective;
    case NameKind::kDemonym:
      return AtomKind::kDemonym;
    case NameKind::kCapital:
      return AtomKind::kCapital;
    case NameKind::kMetonym:
      return AtomKind::kMetonym;
    case NameKind::kPerson:
    case NameKind::kSurname:
      return AtomKind::kPerson;
    case NameKind::kRole:
      return AtomKind::kRole;
    case NameKind::kNothing:
      return AtomKind::kNothing;
    case NameKind::kPlace:
      return AtomKind::kPlace;
    case NameKind::kPeople:
      return AtomKind::kPeople;
    default:
      return AtomKind::kBody;
  }
}

bool names_a_country(NameKind kind) {
  return kind == NameKind::kCountry || kind == NameKind::kAdjective || kind == NameKind::kDemonym ||
         kind == NameKind::kCapital || kind == NameKind::kMetonym;
}

bool is_verb(Tag tag) {
  return tag >= Tag::kVB && tag <= Tag::kVBZ;
}

bool is_shouted(std::string_view word) {
  return word.size() > 3 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// A headline all in capitals: few lower-case letters.
bool shouts(std::string_view text) {
  const auto count = [&](char a, char b) {
    return std::count_if(text.begin(), text.end(), [=](char c) { return c >= a && c <= b; });
  };
  return count('A', 'Z') > 4 * count('a', 'z') && text.size() > 12;
}

/// One past the label of a transcript, "PRIME MINISTER MODI:", 0 when there is none.
std::size_t label_end(const SentenceView& view) {
  for (std::size_t i = 0; i < std::min<std::size_t>(view.size(), 8); ++i) {
    if (view.word(i) == ":") return i;
    const std::string_view word = view.word(i);
    if (std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return 0;
  }
  return 0;
}

/// "Mr. Sullivan": stands before a surname without making another name of it.
bool honorific(std::string_view word) {
  static constexpr std::array<std::string_view, 14> kWords{"Dr",     "Dr.", "Lady",   "Lord", "Madam",
                                                           "Madame", "Mr",  "Mr.",    "Mrs",  "Mrs.",
                                                           "Ms",     "Ms.", "Sheikh", "Sir"};
  return std::binary_search(kWords.begin(), kWords.end(), word);
}

lexicon::Gender gender_of_address(std::string_view word) {
  if (word.starts_with("Mr") && !word.starts_with("Mrs")) return lexicon::Gender::kMale;
  if (word.starts_with("Mrs") || word.starts_with("Ms") || word.starts_with("Mad") || word == "Lady")
    return lexicon::Gender::kFemale;
  return lexicon::Gender::kUnknown;
}

bool compass(std::string_view word) {
  static constexpr std::array<std::string_view, 16> kWords{
      "Central",  "East",  "Eastern", "Greater",      "Mainland", "North", "Northern", "Northwestern",
      "Occupied", "Rural", "South",   "Southeastern", "Southern", "Upper", "West",     "Western"};
  return std::binary_search(kWords.begin(), kWords.end(), word);
}

}  // namespace

AtomFinder::AtomFinder(const lexicon::ActorLexicon& actors, const news::AnnotatedArticle& article)
    : actors_(actors), article_(article), day_(article.article.reference_date()) {
  evidence_.assign(actors.countries().size(), 0);
  weak_evidence_.assign(actors.countries().size(), 0);
  body_named_.assign(actors.bodies().size(), false);
  candidates_.resize(article.sentences.size());
  for (std::size_t i = 0; i < article.sentences.size(); ++i) collect(i);
  find_dateline(article.article);
  // "Georgia" and its like are states of the union or islands only where the United States come up.
  if (!has_evidence("USA")) {
    for (std::size_t c = 0; c < evidence_.size(); ++c) evidence_[c] += weak_evidence_[c];
  }
  weigh_countries();
}

SentenceView AtomFinder::view(std::size_t index) const {
  const news::Sentence& sentence = article_.sentences[index];
  return {&sentence, article_.text_of_sentence(sentence)};
}

bool AtomFinder::has_evidence(std::string_view code) const {
  const auto country = actors_.country(code.substr(0, 3));
  return country && evidence_[*country] > 0;
}

void AtomFinder::collect(std::size_t index) {
  const SentenceView sentence = view(index);
  if (sentence.size() == 0) return;
  lexicon::Pieces pieces;
  const bool shout = shouts(sentence.words(0, sentence.size()));
  const std::size_t label = label_end(sentence);
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    pieces.add_token(sentence.word(i), (shout || i < label) && is_shouted(sentence.word(i)));
  }
  pieces.close();
  std::vector<NameIndex::Match> found;
  auto& out = candidates_[index];
  for (std::uint32_t i = 0; i < sentence.size(); ++i) {
    found.clear();
    const char initial = sentence.word(i).front();
    if (initial >= 'a' && initial <= 'z')
      actors_.find_roles(pieces, i, found);
    else {
      actors_.find_names(pieces, i, found);
      actors_.find_roles(pieces, i, found);
    }
    if (initial >= 'a' && initial <= 'z') actors_.find_names(pieces, i, found);
    for (const NameIndex::Match& match : found) {
      actors_.readings(match, [&](const lexicon::NameReading& r) {
        // Names of older dictionaries count in any case, but not as everyday words.
        const bool everyday = initial >= 'a' && initial <= 'z' && r.layered && r.kind != NameKind::kRole;
        if (everyday) return;
        out.push_back({i, match.end, r});
        const bool body = r.kind == NameKind::kBody || r.kind == NameKind::kGroup ||
                          r.kind == NameKind::kForce || r.kind == NameKind::kParty ||
                          r.kind == NameKind::kMedia;
        if (body && !r.weak) body_named_[r.item] = true;
      });
    }
  }
  // "House of Representatives": a seat of one state whose name is an everyday role word elsewhere is weak.
  for (Candidate& c : out) {
    if (c.reading.kind != NameKind::kMetonym) continue;
    c.reading.weak = std::any_of(out.begin(), out.end(), [&](const Candidate& o) {
      return o.reading.kind == NameKind::kRole && o.first == c.first && o.end == c.end;
    });
  }
  std::uint32_t hidden = 0;  // one past the last name that hides what stands in it
  for (const Candidate& c : out) {
    if (c.reading.kind == NameKind::kNothing) hidden = std::max(hidden, c.end);
    const bool inside = std::any_of(out.begin(), out.end(), [&](const Candidate& o) {
      return o.reading.kind == NameKind::kNothing && o.first <= c.first && o.end >= c.end;
    });
    const bool place = c.reading.kind == NameKind::kPlace;
    if (!(place || names_a_country(c.reading.kind)) || (hidden > c.first && inside)) continue;
    const std::uint32_t country = place ? country_of_place(c.reading.item) : c.reading.item;
    if (!c.reading.weak) {
      ++evidence_[country];
      if (index == 0 && std::find(lede_.begin(), lede_.end(), country) == lede_.end())
        lede_.push_back(country);
    } else if (c.reading.kind == NameKind::kCountry) {
      ++weak_evidence_[country];
    }
  }
}

std::uint32_t AtomFinder::country_of_place(std::uint32_t place) const {
  return *actors_.country(actors_.places()[place].code);
}

bool AtomFinder::part_of_name(const SentenceView& view, std::size_t index, const Candidate& c) const {
  // "the Government of Iraq", "President of Ukraine Volodymyr Zelenskyy": role words and persons are no part
  // of it.
  // "Peru and Chile", taken for one name by the entity finder: both are names that are known.
  const auto joined = [&](const Candidate& o) {
    if (o.first < c.end && c.first < o.end) return false;
    for (std::uint32_t i = std::min(o.end, c.end); i < std::max(o.first, c.first); ++i) {
      if (view.token(i).tag == Tag::kCC || view.token(i).tag == Tag::kComma) return true;
    }
    return false;
  };
  const auto known = [&](std::uint32_t i) {
    return std::any_of(candidates_[index].begin(), candidates_[index].end(), [&](const Candidate& o) {
      const bool apart = o.reading.kind == NameKind::kRole || o.reading.kind == NameKind::kPerson;
      return o.first <= i && i < o.end && (apart || joined(o));
    });
  };
  for (const news::Entity& e : view.sentence->entities) {
    if (e.first > c.first || e.end < c.end || e.end - e.first == c.end - c.first) continue;
    switch (e.label) {
      case EntityLabel::kORG:
      case EntityLabel::kFAC:
      case EntityLabel::kLOC:
      case EntityLabel::kEVENT:
      case EntityLabel::kLAW:
      case EntityLabel::kWORK_OF_ART:
      case EntityLabel::kPRODUCT:
        break;
      default:
        continue;
    }
    for (std::uint32_t i = e.first; i < e.end; ++i) {
      if ((i < c.first || i >= c.end) && view.proper(i) && !compass(view.word(i)) && !known(i)) return true;
    }
  }
  return false;
}

bool AtomFinder::accept_place_name(const SentenceView& view, const Candidate& c,
                                   std::uint32_t consumed) const {
  if (c.end - c.first == 1 && is_verb(view.token(c.first).tag) && c.reading.kind == NameKind::kAdjective)
    return false;
  // "Michael Jordan", "Air China": a proper noun before it that is nothing to us, bound to it.
  if (c.first > consumed && c.reading.kind != NameKind::kAdjective) {
    const std::size_t before = c.first - 1;
    const news::Token& t = view.token(before);
    const bool bound = t.dep == Dep::kCompound && t.head >= c.first && t.head < c.end;
    if (bound && view.proper(before) && !compass(view.word(before))) return false;
  }
  for (const news::Entity& e : view.sentence->entities) {
    const bool wider = e.first <= c.first && e.end >= c.end && e.end - e.first > c.end - c.first;
    if (e.label != EntityLabel::kPERSON || !wider) continue;
    // "Jordan Peterson": the rest of the name must be proper nouns.
    const std::size_t other = e.end > c.end ? c.end : c.first - 1;
    if (view.proper(other) && e.first >= consumed && c.reading.kind != NameKind::kAdjective) return false;
  }
  if (c.reading.kind == NameKind::kCapital && c.end < view.size() && view.proper(c.end)) {
    const news::Token& last = view.token(c.end - 1);
    if (last.dep == Dep::kCompound && last.head >= c.end) return false;  // "Paris Agreement"
  }
  return true;
}

bool AtomFinder::titled(const SentenceView& view, std::uint32_t at, const lexicon::Person& person) const {
  // "President Firefly": the office he holds stands before the surname.
  for (std::uint32_t words = 1; words <= std::min<std::uint32_t>(at, 2); ++words) {
    const lexicon::Role* role = actors_.role(view.words(at - words, at));
    if (!role || role->office.empty()) continue;
    for (const lexicon::OfficeSpell& spell : actors_.spells_of(person)) {
      if (day_ && spell.holds_on(*day_) && spell.has_office(role->office)) return true;
    }
  }
  return false;
}

bool AtomFinder::accept_person(const SentenceView& view, const Candidate& c, std::uint32_t consumed) const {
  const lexicon::Person& person = actors_.persons()[c.reading.item];
  const bool single = c.end - c.first == 1;
  if (!view.proper(c.end - 1) && !view.proper(c.first)) {
    if ((single && !view.name_like(c.first)) || c.reading.kind == NameKind::kSurname) return false;
  }
  const bool of_time = std::any_of(
      view.sentence->entities.begin(), view.sentence->entities.end(),
      [&](const auto& e) { return e.label == EntityLabel::kDATE && e.first <= c.first && c.end <= e.end; });
  if (single && of_time) return false;  // "in early May"
  // "al-Assad" or "Assad" alone, not in "Asma al-Assad".
  std::uint32_t begin = c.first;
  if (begin >= 2 && view.word(begin - 1) == "-" && (view.is(begin - 2, "al") || view.is(begin - 2, "el")))
    begin -= 2;
  const bool particle = view.word(begin).front() >= 'a' || begin < c.first;
  if (particle && begin > consumed && view.proper(begin - 1) && !honorific(view.word(begin - 1)) &&
      !actors_.role(view.word(begin - 1)))
    return false;
  if (single || c.reading.kind == NameKind::kSurname) {
    const bool after_name =
        c.first > consumed && view.proper(c.first - 1) && view.token(c.first - 1).dep == Dep::kCompound;
    if (after_name && !honorific(view.word(c.first - 1))) return false;  // "Ivanka Trump"
    const news::Token& t = view.token(c.end - 1);
    const bool before_name =
        t.dep == Dep::kCompound && t.head >= c.end && t.head < view.size() && view.proper(t.head);
    if (before_name) return false;  // "Trump Tower"
  }
  if (single && c.first > 0) {  // "Mrs. Trump" is not her husband
    const auto addressed = gender_of_address(view.word(c.first - 1));
    const auto gender =
        actors_.gender_of(person.name.substr(0, std::min(person.name.find(' '), person.name.size())));
    if (addressed != lexicon::Gender::kUnknown && gender != lexicon::Gender::kUnknown && gender != addressed)
      return false;
  }
  const auto in_office = [&](bool head_only) {
    const auto spells = actors_.spells_of(person);
    return day_ && std::any_of(spells.begin(), spells.end(), [&](const lexicon::OfficeSpell& spell) {
             return spell.holds_on(*day_) && (!head_only || spell.is_head());
           });
  };
  if (c.reading.kind == NameKind::kSurname)
    return (has_evidence(person.code) && in_office(true)) ||
           (in_office(true) && titled(view, c.first, person));
  return person.leader || has_evidence(person.code) || !actors_.country(person.code) || in_office(false);
}

bool AtomFinder::accept(const SentenceView& view, const Candidate& c, std::uint32_t consumed) const {
  const lexicon::NameReading& r = c.reading;
  switch (r.kind) {
    case NameKind::kPerson:
    case NameKind::kSurname:
      return accept_person(view, c, consumed);
    case NameKind::kRole: {
      // "will president over": a role word is a noun, or stands before a name.
      const news::Token& last = view.token(c.end - 1);
      if (is_verb(last.tag) && c.end - c.first == 1) return false;
      const bool bound = last.head >= c.end && (last.dep == Dep::kAmod || last.dep == Dep::kCompound);
      // "military aid" says nothing of who; "deputy" before another office only ranks it.
      if (last.tag == Tag::kJJ && ((last.dep == Dep::kAmod && bound) || last.dep == Dep::kAcomp))
        return false;
      return !(bound && view.is(c.end - 1, "deputy"));
    }
    case NameKind::kBody:
    case NameKind::kGroup:
    case NameKind::kParty:
    case NameKind::kForce:
    case NameKind::kMedia: {
      if (!r.weak) return true;
      if (body_named_[r.item]) return true;
      const lexicon::Body& body = actors_.bodies()[r.item];
      const auto places = base::split(body.places, '|');
      return has_evidence(body.code) ||
             std::any_of(places.begin(), places.end(), [&](std::string_view p) { return has_evidence(p); });
    }
    case NameKind::kNothing:
      return true;
    case NameKind::kPeople:
      return !r.weak || has_evidence(actors_.bodies()[r.item].code);
    case NameKind::kPlace:
      if (!view.proper(c.first) && view.token(c.first).tag != Tag::kJJ) return false;
      if (r.weak && evidence_[country_of_place(r.item)] == 0) return false;
      return accept_place_name(view, c, consumed);
    default:
      if (r.weak && evidence_[r.item] == 0) return false;
      // "Congress" and its like in an article about another state are that state's.
      if (r.weak && r.kind == NameKind::kMetonym && main_country_ && *main_country_ != r.item) return false;
      return accept_place_name(view, c, consumed);
  }
}

std::optional<std::uint32_t> AtomFinder::pick_person(const std::vector<Candidate>& all, const Candidate& like,
                                                     const std::vector<Atom>& before) const {
  std::vector<std::uint32_t> same;
  for (const Candidate& c : all) {
    if (c.first == like.first && c.end == like.end && c.reading.kind == like.reading.kind)
      same.push_back(c.reading.item);
  }
  if (same.size() == 1) return same.front();
  // The country named last before the person decides among namesakes, then evidence in the article, then
  // office.
  for (auto it = before.rbegin(); it != before.rend() && it != before.rbegin() + 3; ++it) {
    if (it->kind != AtomKind::kCountry && it->kind != AtomKind::kAdjective) continue;
    const std::string_view code = actors_.countries()[it->item].code;
    for (const std::uint32_t p : same) {
      if (actors_.persons()[p].code == code) return p;
    }
  }
  std::vector<std::uint32_t> evident;
  std::copy_if(same.begin(), same.end(), std::back_inserter(evident),
               [&](std::uint32_t p) { return has_evidence(actors_.persons()[p].code); });
  return actors_.choose_person(evident.empty() ? same : evident, day_, {});
}

std::optional<Atom> AtomFinder::best_at(const SentenceView& view, std::size_t index, std::uint32_t at,
                                        std::uint32_t consumed, const std::vector<Atom>& before) const {
  const auto& all = candidates_[index];
  auto it = std::lower_bound(all.begin(), all.end(), at,
                             [](const Candidate& c, std::uint32_t i) { return c.first < i; });
  const Candidate* best = nullptr;
  const auto holds_on = [&](const Candidate& c, std::optional<base::Date> day) {
    const lexicon::Body& body = actors_.bodies()[c.reading.item];
    return !day || ((!body.from || *body.from <= *day) && (!body.to || *day < *body.to));
  };
  // "the Libyan House of Representatives": somebody else's.
  const bool owned =
      !before.empty() && before.back().kind <= AtomKind::kDemonym &&
      (before.back().end == at || (before.back().end + 1 == at && view.token(at - 1).tag == Tag::kPOS));
  const auto foreign = [&](const Candidate& c) {
    return c.reading.kind == NameKind::kMetonym && c.reading.weak && owned &&
           before.back().item != c.reading.item;
  };
  const auto better = [&](const Candidate& c) {
    if (!best) return true;
    if (c.end != best->end) return c.end > best->end;
    if (c.reading.layered != best->reading.layered) return c.reading.layered;
    // A place is told from what hides a country: "New Mexico" says whose governor it is.
    if (c.reading.kind == NameKind::kPlace && best->reading.kind == NameKind::kNothing) return true;
    if (c.reading.kind == NameKind::kNothing && best->reading.kind == NameKind::kPlace) return false;
    if (c.reading.kind != best->reading.kind)
      return lexicon::reading_rank(c.reading.kind) < lexicon::reading_rank(best->reading.kind);
    if (atom_kind(c.reading.kind) != AtomKind::kBody) return false;
    // One name, several spells: the code that holds on the day ("Taliban"); several bodies: the one whose
    // state is spoken of ("National Liberation Army").
    if (holds_on(c, day_) != holds_on(*best, day_)) return holds_on(c, day_);
    // Of one entry of a project's dictionary the first code that holds counts.
    if (c.reading.layered &&
        actors_.bodies()[c.reading.item].name == actors_.bodies()[best->reading.item].name)
      return false;
    return has_evidence(actors_.bodies()[c.reading.item].code) &&
           !has_evidence(actors_.bodies()[best->reading.item].code);
  };
  for (; it != all.end() && it->first == at; ++it) {
    const bool body = atom_kind(it->reading.kind) == AtomKind::kBody;
    if (it->reading.layered && body && !holds_on(*it, day_)) continue;
    if (better(*it) && !foreign(*it) && accept(view, *it, consumed)) best = &*it;
  }
  if (!best) return std::nullopt;
  Atom atom{atom_kind(best->reading.kind), best->first,          best->end, best->reading.item,
            best->reading.sector,          best->reading.plural, false};
  if (atom.kind == AtomKind::kPerson) {
    const auto person = pick_person(all, *best, before);
    if (!person) return std::nullopt;
    atom.item = *person;
  }
  if (atom.kind == AtomKind::kPlace) atom.item = country_of_place(atom.item);
  if (names_a_country(best->reading.kind) && atom.kind != AtomKind::kMetonym)
    atom.inside_name = part_of_name(view, index, *best);
  return atom;
}

std::optional<Atom> AtomFinder::remembered_at(const SentenceView& view, std::uint32_t at,
                                              std::uint32_t consumed,
                                              const std::vector<KnownName>& known) const {
  if (known.empty() || !view.name_like(at)) return std::nullopt;
  const bool after_name = at > consumed && view.proper(at - 1) && view.token(at - 1).dep == Dep::kCompound;
  const bool addressed = at > 0 && honorific(view.word(at - 1));
  if (after_name && !addressed) return std::nullopt;
  lexicon::Gender gender = lexicon::Gender::kUnknown;
  if (addressed) gender = gender_of_address(view.word(at - 1));
  std::uint32_t length = 0, best = 0;
  // The latest of several namesakes is meant, the longest part of a name first.
  for (std::uint32_t i = static_cast<std::uint32_t>(known.size()); i-- > 0;) {
    const KnownName& name = known[i];
    const bool other = gender != lexicon::Gender::kUnknown && name.gender != lexicon::Gender::kUnknown &&
                       name.gender != gender;
    if (other || (addressed && !name.person)) continue;
    for (std::size_t part = name.words.size(); part > (name.person ? 0 : name.words.size() - 1); --part) {
      if (at + part > view.size() || part <= length) break;
      bool same = true;
      for (std::size_t k = 0; same && k < part; ++k)
        same = view.word(at + k) == name.words[name.words.size() - part + k];
      if (!same) continue;
      length = static_cast<std::uint32_t>(part);
      best = i;
      break;
    }
    // "Omar Ayub" for "Omar Ayub Khan".
    const std::size_t most = name.words.size();
    if (name.person && most > 2 && length < most - 1 && at + most - 1 <= view.size()) {
      bool same = true;
      for (std::size_t k = 0; same && k + 1 < most; ++k) same = view.word(at + k) == name.words[k];
      if (same) {
        length = static_cast<std::uint32_t>(most - 1);
        best = i;
      }
    }
  }
  if (length == 0) return std::nullopt;
  const std::uint32_t end = at + length;
  if (end < view.size() && view.proper(end) && view.token(end - 1).dep == Dep::kCompound) return std::nullopt;
  return Atom{AtomKind::kRemembered, at, end, best, {}, false, false};
}

std::vector<Atom> AtomFinder::find(std::size_t index, const std::vector<KnownName>& known) const {
  const SentenceView sentence = view(index);
  std::vector<Atom> out;
  std::uint32_t consumed = 0;  // one past the last atom
  for (std::uint32_t i = 0; i < sentence.size();) {
    std::optional<Atom> atom = best_at(sentence, index, i, consumed, out);
    if (!atom) atom = half_of_korea(sentence, i);
    if (!atom) atom = first_of_pair(sentence, i);
    if (!atom) atom = combining_form(sentence, i);
    // A name known from before beats a one-word reading; a stranger's full name beats a shorter one.
    if (!atom || atom->end == i + 1) {
      auto remembered = remembered_at(sentence, i, consumed, known);
      // "President Firefly" after some other Firefly nobody knows.
      const bool stranger = remembered && known[remembered->item].actor.code.empty();
      if (remembered && !(stranger && atom && atom->kind == AtomKind::kPerson)) atom = remembered;
    }
    if (!atom) atom = stranger_at(sentence, i);
    if (!atom) atom = stranger_body_at(sentence, i);
    if (!atom) {
      ++i;
      continue;
    }
    out.push_back(*atom);
    if (const auto second = second_of_pair(sentence, *atom)) out.push_back(*second);
    i = consumed = atom->end;
  }
  return out;
}

}  // namespace herald::annotate
