#include "annotate/attribution.h"

#include <gtest/gtest.h>

#include "../../tests/support/notation.h"
#include "annotate/mentions.h"
#include "annotate/places.h"
#include "base/text.h"

namespace herald::annotate {
namespace {

const lexicon::Codebook& book() {
  static const auto loaded = lexicon::load_codebook(HERALD_SOURCE_DIR "/data/codebook");
  if (!loaded) ADD_FAILURE() << loaded.error().text();
  return *loaded;
}

const lexicon::ActorLexicon& actors() {
  static const auto loaded = lexicon::load_actors(HERALD_SOURCE_DIR "/data/actors");
  if (!loaded) ADD_FAILURE() << loaded.error().text();
  return *loaded;
}

news::AnnotatedArticle annotated(std::string_view notation) {
  news::AnnotatedArticle out;
  out.article.published = base::parse_timestamp("2024-11-26");
  for (const std::string_view line : base::split(notation, '|'))
    out.sentences.push_back(tests::sentence(line, out.article.text));
  find_mentions(actors(), out);
  return out;
}

/// "kind [source] CODE xN direct <parent: content / content" for every step.
std::string spell(const news::AnnotatedArticle& article) {
  const std::string_view text = article.article.text;
  std::string out;
  for (const news::Attribution& step : article.attributions) {
    if (!out.empty()) out += "; ";
    out.append(step.kind).append(" [");
    for (const news::Span& span : step.source) out.append(news::text_of(text, span));
    out += "]";
    if (step.actor) out.append(" ").append(step.actor->code);
    if (step.count) out.append(" x").append(std::to_string(*step.count));
    if (step.direct) out += " direct";
    if (step.parent) out.append(" <").append(std::to_string(*step.parent));
    const char* before = ": ";
    for (const news::Span& span : step.content)
      out.append(before).append(news::text_of(text, span)), before = " / ";
  }
  return out;
}

struct Row {
  const char *notation, *steps;
};

// clang-format off
const Row kTable[] = {
    {"Officials=official/NNS/nsubj>1 said=say/VBD/ROOT>1 rebels=rebel/NNS/nsubj>3 fled=flee/VBD/ccomp>1 ././punct>1",
     "official [Officials] GOV: rebels fled"},
    {"Two/CD/nummod>1 officials=official/NNS/nsubj>2 said=say/VBD/ROOT>2 rebels=rebel/NNS/nsubj>4 fled=flee/VBD/ccomp>2 ././punct>2",
     "official [Two officials] GOV x2: rebels fled"},
    {"Rebels=rebel/NNS/nsubj>1 fled=flee/VBD/ROOT>1 ,/,/punct>1 witnesses=witness/NNS/nsubj>4 said=say/VBD/parataxis>1 ././punct>1",
     "witness [witnesses] CVL: Rebels fled, / ."},
    {"According=accord/VBG/prep>5 to/IN/prep>0 analysts=analyst/NNS/pobj>1 ,/,/punct>5 rebels=rebel/NNS/nsubj>5 fled=flee/VBD/ROOT>5",
     "expert [analysts] EDU: , rebels fled"},
    {"Rebels=rebel/NNS/nsubj>1 fled=flee/VBD/ROOT>1 ,/,/punct>1 according=accord/VBG/prep>1 to/IN/prep>3 a/DT/det>6 report/NN/pobj>4",
     "document [a report]: Rebels fled,"},
    {"Rebels=rebel/NNS/nsubj>2 reportedly/RB/advmod>2 fled=flee/VBD/ROOT>2",
     "anonymous []: Rebels reportedly fled"},
    {"Xinhua/NNP/nsubj>1/ORG said=say/VBD/ROOT>1 rebels=rebel/NNS/nsubj>3 fled=flee/VBD/ccomp>1",
     "state_media [Xinhua] CHNMED: rebels fled"},
    {"State/NN/compound>1 television/NN/nsubj>2 said=say/VBD/ROOT>2 rebels=rebel/NNS/nsubj>4 fled=flee/VBD/ccomp>2",
     "state_media [State television] MED: rebels fled"},
    {"A/DT/det>1 newspaper/NN/nsubj>2 reported=report/VBD/ROOT>2 rebels=rebel/NNS/nsubj>4 fled=flee/VBD/ccomp>2",
     "outlet [A newspaper] MED: rebels fled"},
    {"A/DT/det>1 source/NN/nsubj>2 said=say/VBD/ROOT>2 rebels=rebel/NNS/nsubj>4 fled=flee/VBD/ccomp>2",
     "anonymous [A source]: rebels fled"},
    {"Mary/NNP/compound>1/PERSON Roe/NNP/nsubj>2/PERSON said=say/VBD/ROOT>2 rebels=rebel/NNS/nsubj>4 fled=flee/VBD/ccomp>2",
     "named [Mary Roe]: rebels fled"},
    {"Lavrov/NNP/nsubj>1/PERSON said=say/VBD/ROOT>1 rebels=rebel/NNS/nsubj>3 fled=flee/VBD/ccomp>1",
     "named [Lavrov] RUSGOV: rebels fled"},
    {"Russia/NNP/nsubj>1/GPE said=say/VBD/ROOT>1 rebels=rebel/NNS/nsubj>3 fled=flee/VBD/ccomp>1",
     "official [Russia] RUS: rebels fled"},
    {"A/DT/det>1 tweet/NN/nsubj>2 said=say/VBD/ROOT>2 rebels=rebel/NNS/nsubj>4 fled=flee/VBD/ccomp>2",
     "social [A tweet]: rebels fled"},
    {"``/``/punct>5 We/PRP/nsubj>2 fled=flee/VBD/ccomp>5 ''/''/punct>5 he/PRP/nsubj>5 said=say/VBD/ROOT>5",
     "named [he] direct: We fled"},
    {"Officials=official/NNS/nsubj>1 said=say/VBD/ROOT>1 witnesses=witness/NNS/nsubj>3 reported=report/VBD/ccomp>1 rebels=rebel/NNS/nsubj>5 fled=flee/VBD/ccomp>3",
     "official [Officials] GOV: witnesses reported rebels fled; witness [witnesses] CVL <0: rebels fled"},
    {"Officials=official/NNS/nsubj>1 met=meet/VBD/ROOT>1 them/PRP/dobj>1 and/CC/cc>1 said=say/VBD/conj>1 rebels=rebel/NNS/nsubj>6 fled=flee/VBD/ccomp>4",
     "official [Officials] GOV: rebels fled"},
    {"The/DT/det>1 official/NN/nsubj>5 who/WP/nsubj>3 said=say/VBD/relcl>1 so/RB/advmod>3 left=leave/VBD/ROOT>5", ""},
    {"Officials=official/NNS/nsubj>1 said=say/VBD/ROOT>1 nothing/NN/dobj>1", ""},
    {"People/NNS/nsubj>4 familiar/JJ/amod>0 with/IN/prep>1 it/PRP/pobj>2 said=say/VBD/ROOT>4 rebels=rebel/NNS/nsubj>6 fled=flee/VBD/ccomp>4",
     "anonymous [People familiar with it]: rebels fled"},
};
// clang-format on

TEST(FindAttributions, SpellsTheTable) {
  for (const Row& row : kTable) {
    news::AnnotatedArticle article = annotated(row.notation);
    article.attributions.resize(2);
    find_attributions(book(), article);
    EXPECT_EQ(spell(article), row.steps) << article.article.text;
  }
}

/// "[name] reading COUNTRY precision".
std::string places_of(std::string_view notation) {
  news::AnnotatedArticle article = annotated(notation);
  find_places(actors(), article);
  std::string out;
  for (const news::PlaceMention& p : article.places) {
    if (!out.empty()) out += "; ";
    out.append("[")
        .append(p.name)
        .append("] ")
        .append(p.reading)
        .append(" ")
        .append(p.country.empty() ? "-" : p.country)
        .append(" ")
        .append(p.precision);
  }
  return out;
}

// clang-format off
const Row kPlaces[] = {
    {"Talks=talk/NNS/nsubj>1 ended=end/VBD/ROOT>1 in/IN/prep>1 Paris/NNP/pobj>2/GPE", "[Paris] place FRA city"},
    {"Talks=talk/NNS/nsubj>1 ended=end/VBD/ROOT>1 in/IN/prep>1 Bouake/NNP/pobj>2/GPE", "[Bouake] place - city"},
    {"Talks=talk/NNS/nsubj>1 ended=end/VBD/ROOT>1 in/IN/prep>1 Lyon/NNP/pobj>2/GPE ,/,/punct>3 France/NNP/appos>3/GPE", "[Lyon] place - city; [France] place FRA country"},
    {"France/NNP/nsubj>1/GPE imposed=impose/VBD/ROOT>1 tolls=toll/NNS/dobj>1 on/IN/prep>2 Mali/NNP/pobj>3/GPE", "[France] metonym FRA country; [Mali] metonym MLI country"},
    {"French/JJ/amod>1/NORP troops=troop/NNS/nsubj>2 left=leave/VBD/ROOT>2", "[French] adjective FRA country"},
    {"They/PRP/nsubj>1 sailed=sail/VBD/ROOT>1 across/IN/prep>1 the/DT/det>5/LOC Black/NNP/compound>5/LOC Sea/NNP/pobj>2/LOC", "[the Black Sea] place - region"},
    {"Mary/NNP/nsubj>1/PERSON left=leave/VBD/ROOT>1", ""},
};
// clang-format on

TEST(FindPlaces, SpellsTheTable) {
  for (const Row& row : kPlaces) EXPECT_EQ(places_of(row.notation), row.steps) << row.notation;
}

}  // namespace
}  // namespace herald::annotate
