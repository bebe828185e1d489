#include "news/report.h"

#include <array>

namespace herald::news {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Modality::kCount)> kModalities{
    "happened", "ongoing", "planned", "threatened", "hypothetical", "denied", "negated", "counterfactual"};

constexpr std::array<std::string_view, static_cast<std::size_t>(EventType::kCount)> kTypes{
    "NONE",   "AGREE",  "CONSULT",  "SUPPORT", "CONCEDE",  "COOPERATE", "AID",    "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE",  "COERCE", "ASSAULT"};

}  // namespace

std::string_view name(Modality modality) {
  return kModalities[static_cast<std::size_t>(modality)];
}

std::optional<Modality> modality_of(std::string_view text) {
  for (std::size_t i = 0; i < kModalities.size(); ++i) {
    if (kModalities[i] == text) return static_cast<Modality>(i);
  }
  return std::nullopt;
}

std::string_view name(EventType type) {
  return kTypes[static_cast<std::size_t>(type)];
}

std::optional<EventType> event_type_of(std::string_view text) {
  for (std::size_t i = 0; i < kTypes.size(); ++i) {
    if (kTypes[i] == text) return static_cast<EventType>(i);
  }
  return std::nullopt;
}

std::string_view name(Quad quad) {
  switch (quad) {
    case Quad::kVerbalCooperation:
      return "verbal_cooperation";
    case Quad::kMaterialCooperation:
      return "material_cooperation";
    case Quad::kVerbalConflict:
      return "verbal_conflict";
    case Quad::kMaterialConflict:
      return "material_conflict";
    case Quad::kNone:
      break;
  }
  return "none";
}

Quad quad_of(EventType type) {
  switch (type) {
    case EventType::kAgree:
    case EventType::kConsult:
    case EventType::kSupport:
    case EventType::kConcede:
      return Quad::kVerbalCooperation;
    case EventType::kCooperate:
    case EventType::kAid:
    case EventType::kRetreat:
      return Quad::kMaterialCooperation;
    case EventType::kRequest:
    case EventType::kAccuse:
    case EventType::kReject:
    case EventType::kThreaten:
      return Quad::kVerbalConflict;
    case EventType::kProtest:
    case EventType::kSanction:
    case EventType::kMobilize:
    case EventType::kCoerce:
    case EventType::kAssault:
      return Quad::kMaterialConflict;
    case EventType::kNone:
    case EventType::kCount:
      break;
  }
  return Quad::kNone;
}

std::string_view AnnotatedArticle::text_of_sentence(const Sentence& sentence) const {
  return sentence.in_title ? std::string_view(*article.title) : std::string_view(article.text);
}

}  // namespace herald::news
