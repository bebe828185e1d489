#include "web/labels.h"

#include <algorithm>
#include <iterator>

namespace herald::web {
namespace {

using news::EventType;

struct Label {
  EventType type;
  std::string_view mode, text;
};

constexpr Label kLabels[] = {
    {EventType::kAgree, "", "Agreement or promise"},
    {EventType::kConsult, "", "Talks"},
    {EventType::kConsult, "visit", "Visit"},
    {EventType::kConsult, "third-party", "Mediation"},
    {EventType::kConsult, "multilateral", "Talks of several parties"},
    {EventType::kConsult, "phone", "Phone call"},
    {EventType::kSupport, "", "Support"},
    {EventType::kConcede, "", "Concession"},
    {EventType::kCooperate, "", "Cooperation"},
    {EventType::kAid, "", "Aid"},
    {EventType::kRetreat, "", "Retreat"},
    {EventType::kRetreat, "withdraw", "Withdrawal"},
    {EventType::kRetreat, "release", "Release"},
    {EventType::kRetreat, "disarm", "Disarmament"},
    {EventType::kRetreat, "ceasefire", "Ceasefire"},
    {EventType::kRetreat, "access", "Access granted"},
    {EventType::kRetreat, "resign", "Resignation"},
    {EventType::kRequest, "", "Demand or appeal"},
    {EventType::kRequest, "assist", "Appeal for help"},
    {EventType::kRequest, "change", "Demand for change"},
    {EventType::kRequest, "yield", "Demand to give way"},
    {EventType::kRequest, "meet", "Call for talks"},
    {EventType::kAccuse, "", "Accusation"},
    {EventType::kAccuse, "disapprove", "Criticism"},
    {EventType::kAccuse, "investigate", "Investigation"},
    {EventType::kAccuse, "allege", "Allegation"},
    {EventType::kReject, "", "Rejection"},
    {EventType::kReject, "assist", "Refusal to help"},
    {EventType::kReject, "change", "Refusal to change"},
    {EventType::kReject, "yield", "Refusal to give way"},
    {EventType::kReject, "meet", "Refusal to talk"},
    {EventType::kThreaten, "", "Threat"},
    {EventType::kThreaten, "restrict", "Threat of restrictions"},
    {EventType::kThreaten, "arrest", "Threat of arrest"},
    {EventType::kThreaten, "relations", "Threat to relations"},
    {EventType::kThreaten, "expel", "Threat of expulsion"},
    {EventType::kThreaten, "territory", "Threat to territory"},
    {EventType::kThreaten, "violence", "Threat of violence"},
    {EventType::kProtest, "", "Protest"},
    {EventType::kProtest, "demo", "Demonstration"},
    {EventType::kProtest, "riot", "Riot"},
    {EventType::kProtest, "strike", "Strike"},
    {EventType::kProtest, "hunger", "Hunger strike"},
    {EventType::kProtest, "boycott", "Boycott"},
    {EventType::kProtest, "obstruct", "Blockade by protesters"},
    {EventType::kProtest, "vandalize", "Vandalism"},
    {EventType::kSanction, "", "Sanctions"},
    {EventType::kSanction, "convict", "Conviction"},
    {EventType::kSanction, "expel", "Expulsion"},
    {EventType::kSanction, "withdraw", "Walk-out"},
    {EventType::kSanction, "discontinue", "Cooperation ended"},
    {EventType::kMobilize, "", "Show of force"},
    {EventType::kMobilize, "troops", "Troops moved"},
    {EventType::kMobilize, "weapons", "Weapons moved"},
    {EventType::kMobilize, "police", "Police moved"},
    {EventType::kMobilize, "militia", "Militia moved"},
    {EventType::kCoerce, "", "Coercion"},
    {EventType::kCoerce, "seize", "Seizure"},
    {EventType::kCoerce, "restrict", "Restriction"},
    {EventType::kCoerce, "censor", "Censorship"},
    {EventType::kCoerce, "curfew", "Curfew"},
    {EventType::kCoerce, "martial-law", "Martial law"},
    {EventType::kCoerce, "arrest", "Arrest"},
    {EventType::kCoerce, "deport", "Deportation"},
    {EventType::kCoerce, "withhold", "Withholding"},
    {EventType::kCoerce, "misinformation", "Disinformation"},
    {EventType::kCoerce, "cyber", "Cyber attack"},
    {EventType::kAssault, "", "Attack"},
    {EventType::kAssault, "abduct", "Abduction"},
    {EventType::kAssault, "beat", "Beating"},
    {EventType::kAssault, "torture", "Torture"},
    {EventType::kAssault, "sexual", "Sexual violence"},
    {EventType::kAssault, "targeted", "Targeted killing"},
    {EventType::kAssault, "destroy", "Destruction"},
    {EventType::kAssault, "primitive", "Attack with simple weapons"},
    {EventType::kAssault, "firearms", "Shooting"},
    {EventType::kAssault, "explosives", "Bombing"},
    {EventType::kAssault, "suicide-attack", "Suicide attack"},
    {EventType::kAssault, "aerial", "Air strike"},
    {EventType::kAssault, "drone", "Drone attack"},
    {EventType::kAssault, "heavy-weapons", "Shelling"},
    {EventType::kAssault, "crowd-control", "Force against a crowd"},
    {EventType::kAssault, "unconventional", "Attack with banned weapons"},
};

struct Sector {
  std::string_view code, text;
};

constexpr Sector kSectors[] = {
    {"GOV", "government"},
    {"MIL", "armed forces"},
    {"COP", "police"},
    {"JUD", "courts"},
    {"SPY", "intelligence"},
    {"LEG", "parliament"},
    {"OPP", "opposition"},
    {"REB", "rebels"},
    {"INS", "insurgents"},
    {"SEP", "separatists"},
    {"UAF", "armed group"},
    {"CVL", "civilians"},
    {"CRM", "criminals"},
    {"BUS", "business"},
    {"MNC", "companies"},
    {"MED", "media"},
    {"EDU", "education"},
    {"HLH", "health"},
    {"REF", "refugees"},
    {"NGO", "aid and civic groups"},
    {"NGM", "civic movements"},
    {"IGO", "international body"},
    {"ELI", "elites"},
    {"LAB", "labour"},
    {"REL", "religious body"},
    {"PTY", "party"},
    {"RAD", "radicals"},
    {"IMG", "armed group abroad"},
    {"ENV", "environmentalists"},
    {"DEV", "development"},
    {"AGR", "farming"},
    {"SET", "settlers"},
};

constexpr std::string_view kKinds[][2] = {
    {"outlet", "the outlet itself"}, {"named", "a named person"},    {"official", "officials"},
    {"anonymous", "unnamed people"}, {"state_media", "state media"}, {"document", "a document"},
    {"expert", "experts"},           {"witness", "witnesses"},       {"social", "social media"},
};

std::string_view kind_label(std::string_view kind) {
  for (const auto& pair : kKinds) {
    if (pair[0] == kind) return pair[1];
  }
  return kind;
}

std::string speaker(const news::Attribution& step) {
  if (step.name.empty()) {
    return (step.count ? std::to_string(*step.count) + " of " : std::string()).append(kind_label(step.kind));
  }
  std::string out = step.name;
  if (step.kind == "anonymous") out += " (unnamed)";
  if (step.kind == "state_media") out += " (state media)";
  return out;
}

}  // namespace

std::string_view label(EventType type, std::string_view mode) {
  std::string_view general = "Event";
  for (const Label& entry : kLabels) {
    if (entry.type != type) continue;
    if (entry.mode == mode) return entry.text;
    if (entry.mode.empty()) general = entry.text;
  }
  return general;
}

std::string_view sector_label(std::string_view sector) {
  const auto* found = std::find_if(std::begin(kSectors), std::end(kSectors),
                                   [&](const Sector& entry) { return entry.code == sector; });
  return found == std::end(kSectors) ? std::string_view() : found->text;
}

std::string attribution_text(const std::vector<news::Attribution>& chain) {
  std::string out;
  for (const news::Attribution& step : chain) {
    if (!out.empty()) out += ", citing ";
    out += speaker(step);
  }
  return out;
}

std::string_view explain(news::Modality modality) {
  switch (modality) {
    case news::Modality::kHappened:
      return "The text says that it happened";
    case news::Modality::kOngoing:
      return "The text says that it is going on";
    case news::Modality::kPlanned:
      return "Expected, scheduled or considered, not done";
    case news::Modality::kThreatened:
      return "Threatened, not done";
    case news::Modality::kHypothetical:
      return "Might, could or would happen";
    case news::Modality::kDenied:
      return "Somebody says that it did not happen";
    case news::Modality::kNegated:
      return "The text says that it did not happen";
    case news::Modality::kCounterfactual:
      return "Would have happened, but did not";
    case news::Modality::kCount:
      break;
  }
  return "";
}

}  // namespace herald::web
