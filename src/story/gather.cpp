#include "story/gather.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/hash.h"

namespace herald::story {
namespace {

using news::Modality;
using news::Report;

constexpr int kSignatureBits = 3;  ///< as far apart as two prints of one agency text are, of 64

/// One report with what it is compared by.
struct Item {
  const Report* report = nullptr;
  const ArticleInfo* article = nullptr;  ///< nullptr when not listed
  std::string root;                      ///< id of the original its article goes back to
  std::optional<base::Date> day;
  bool own_day = false;  ///< the text itself gives the day
  std::string source, target, source_country, target_country;

  bool is_copy() const { return root != report->article; }
};

/// What two reports must share before they are compared at all.
using BucketKey = std::tuple<int, int, std::string, std::string>;

int modality_class(Modality modality) {
  return news::counts(modality) ? static_cast<int>(Modality::kHappened) : static_cast<int>(modality);
}

const std::string& pair_key(const std::string& code, const std::string& country) {
  return country.empty() ? code : country;
}

bool codes_agree(const std::string& a, const std::string& b, const std::string& country) {
  return a == b || (!country.empty() && (a == country || b == country) && a.starts_with(country) &&
                    b.starts_with(country));
}

bool modes_agree(const std::string& a, const std::string& b) {
  return a.empty() || b.empty() || a == b;
}

/// Articles by id, and the original each goes back to.
class Sources {
 public:
  explicit Sources(const std::vector<ArticleInfo>& articles) {
    for (const ArticleInfo& article : articles) by_id_.emplace(article.id, &article);
  }
  const ArticleInfo* find(const std::string& id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
  }
  std::string root_of(const std::string& id) const {
    std::string root = id;
    std::set<std::string> seen{root};
    for (const ArticleInfo* at = find(root); at && !at->copy_of.empty(); at = find(root)) {
      if (!seen.insert(at->copy_of).second)
        return *seen.begin();  // copies of one another: any fixed one will do
      root = at->copy_of;
    }
    return root;
  }

 private:
  std::unordered_map<std::string, const ArticleInfo*> by_id_;
};

Item make_item(const Report& report, const Sources& sources) {
  Item item;
  item.report = &report;
  item.article = sources.find(report.article);
  item.root = sources.root_of(report.article);
  if (report.date && report.date->precision == "day" && report.date->from) {
    item.day = report.date->from;
    item.own_day = report.date->basis != "dateline" && report.date->basis != "tense";
  } else if (item.article) {
    item.day = item.article->published;
  }
  if (report.source) {
    item.source = report.source->actor.code;
    item.source_country = report.source->actor.country;
  }
  if (report.target) {
    item.target = report.target->actor.code;
    item.target_country = report.target->actor.country;
  }
  return item;
}

/// Days first, and within a day the most telling: full codes and modes found events, bare ones then join
/// them.
bool comes_before(const Item& a, const Item& b) {
  const auto rank = [](const Item& item) {
    const int length = static_cast<int>(item.source.size() + item.target.size());
    return std::make_tuple(item.day.value_or(base::Date{INT32_MIN}), -length,
                           item.report->action.mode.empty(), item.is_copy());
  };
  const auto published = [](const Item& item) {
    return item.article && item.article->published ? item.article->published->days : INT32_MAX;
  };
  const auto left = rank(a), right = rank(b);
  if (left != right) return left < right;
  return std::make_tuple(published(a), std::cref(a.report->article), a.report->sentence,
                         std::cref(a.report->id)) <
         std::make_tuple(published(b), std::cref(b.report->article), b.report->sentence,
                         std::cref(b.report->id));
}

/// Reports that tell of one happening.
struct Cluster {
  std::vector<const Item*> items;
  std::vector<std::string> reasons;            ///< beside items
  std::optional<base::Date> day;               ///< of the first report
  std::string source, target, mode;            ///< the most specific so far
  std::map<std::string, base::Date> own_days;  ///< root of an article -> the day its own text gives
  std::unordered_set<std::string> articles;    ///< that tell of it
};

/// An article that gives the day itself, twice, and not the same, tells of two happenings.
bool told_apart(const Cluster& cluster, const Item& item) {
  if (!item.own_day) return false;
  const auto told = cluster.own_days.find(item.root);
  return told != cluster.own_days.end() && told->second != *item.day;
}

bool fits(const Cluster& cluster, const Item& item) {
  if (cluster.day.has_value() != item.day.has_value()) return false;
  if (item.day ? std::abs(item.day->days - cluster.day->days) > 1
               : cluster.items.front()->root != item.root) {
    return false;
  }
  return modes_agree(cluster.mode, item.report->action.mode) &&
         codes_agree(cluster.source, item.source, item.source_country) &&
         codes_agree(cluster.target, item.target, item.target_country) && !told_apart(cluster, item);
}

std::string reason_for(const Cluster& cluster, const Item& item) {
  if (cluster.articles.contains(item.report->article)) return "told again in the same article";
  if (item.is_copy()) return "copy of " + item.root;
  std::string reason = "same pair and type";
  if (cluster.source != item.source || cluster.target != item.target) reason = "same countries and type";
  if (!item.day) return reason + ", no day";
  return reason + (*cluster.day == *item.day ? ", same day" : ", one day apart");
}

void add(Cluster& cluster, const Item& item, std::string reason) {
  cluster.items.push_back(&item);
  cluster.articles.insert(item.report->article);
  cluster.reasons.push_back(std::move(reason));
  if (item.source.size() > cluster.source.size()) cluster.source = item.source;
  if (item.target.size() > cluster.target.size()) cluster.target = item.target;
  if (cluster.mode.empty()) cluster.mode = item.report->action.mode;
  if (item.own_day) cluster.own_days.emplace(item.root, *item.day);
}

/// The clusters of one bucket, and which of them an item need be compared with: those of the last two days,
/// or for an undated item those of its own article.
class Clusters {
 public:
  Cluster* best_for(const Item& item) {
    Cluster* best = nullptr;
    const auto rank = [&](const Cluster& c) {
      return std::make_tuple(c.day == item.day, c.mode == item.report->action.mode, c.items.size());
    };
    const auto consider = [&](Cluster& candidate) {
      if (fits(candidate, item) && (!best || rank(candidate) > rank(*best))) best = &candidate;
    };
    if (!item.day) {
      for (const std::size_t i : undated_[item.root]) consider(all_[i]);
      return best;
    }
    while (open_ < all_.size() && (!all_[open_].day || all_[open_].day->days < item.day->days - 1)) ++open_;
    for (std::size_t i = open_; i < all_.size(); ++i) consider(all_[i]);
    return best;
  }

  Cluster& start(const Item& item) {
    if (!item.day) undated_[item.root].push_back(all_.size());
    all_.emplace_back().day = item.day;
    return all_.back();
  }

  std::vector<Cluster> take() { return std::move(all_); }

 private:
  std::vector<Cluster> all_;
  std::size_t open_ = 0;  ///< clusters before this one are too old for what comes
  std::unordered_map<std::string, std::vector<std::size_t>> undated_;
};

std::vector<Cluster> cluster_bucket(std::vector<Item>& items) {
  std::sort(items.begin(), items.end(), comes_before);
  Clusters clusters;
  for (const Item& item : items) {
    if (Cluster* best = clusters.best_for(item)) {
      std::string reason = reason_for(*best, item);
      add(*best, item, std::move(reason));
    } else {
      add(clusters.start(item), item,
          item.is_copy() ? "first report, in a copy of " + item.root : "first report");
    }
  }
  return clusters.take();
}

/// Finds an earlier report whose article's text is nearly the same. Of two signatures at most three bits
/// apart one of the four quarters is equal, so only those that share a quarter are compared.
class Twins {
 public:
  const Item* find_or_add(const Item& item) {
    const std::uint64_t own = item.article ? item.article->signature : 0;
    if (own == 0) return nullptr;
    for (int quarter = 0; quarter < 4; ++quarter) {
      for (const Item* other : seen_[key(own, quarter)]) {
        if (std::popcount(own ^ other->article->signature) <= kSignatureBits) return other;
      }
    }
    for (int quarter = 0; quarter < 4; ++quarter) seen_[key(own, quarter)].push_back(&item);
    return nullptr;
  }

 private:
  static std::uint64_t key(std::uint64_t signature, int quarter) {
    return (signature >> (16 * quarter) & 0xffffU) << 2 | static_cast<std::uint64_t>(quarter);
  }
  std::unordered_map<std::uint64_t, std::vector<const Item*>> seen_;
};

/// Chooses the reports that carry weight: one per independent article, the clearest; gives others their
/// reason.
std::vector<const Item*> weigh(Cluster& cluster) {
  std::vector<std::size_t> order(cluster.items.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto clearer = [&](std::size_t a, std::size_t b) {
    const Item &x = *cluster.items[a], &y = *cluster.items[b];
    if (x.is_copy() != y.is_copy()) return !x.is_copy();
    return x.report->confidence > y.report->confidence;
  };
  std::stable_sort(order.begin(), order.end(), clearer);
  std::vector<const Item*> chosen;
  std::set<std::string> roots;
  Twins twins;
  for (const std::size_t i : order) {
    const Item& item = *cluster.items[i];
    if (!roots.insert(item.root).second) continue;
    if (const Item* twin = twins.find_or_add(item)) {
      cluster.reasons[i] = "nearly the same text as " + twin->report->article;
    } else {
      chosen.push_back(&item);
    }
  }
  return chosen;
}

/// Whether the only witnesses are reprints of articles that were corrected and no longer tell the act.
bool withdrawn(const Cluster& cluster, const Sources& sources) {
  return std::all_of(cluster.items.begin(), cluster.items.end(), [&](const Item* item) {
    const ArticleInfo* root = item->is_copy() ? sources.find(item->root) : nullptr;
    return root && root->corrected;
  });
}

news::Event make_event(const Cluster& cluster, const std::vector<const Item*>& chosen) {
  news::Event event;
  const Report& clearest = *chosen.front()->report;
  event.source_code = cluster.source;
  event.target_code = cluster.target;
  event.source_country = chosen.front()->source_country;
  event.target_country = chosen.front()->target_country;
  event.type = clearest.action.type;
  event.mode = cluster.mode;
  event.modality = clearest.modality;
  event.day = cluster.day;
  for (const Item* item : chosen) {
    event.reports.push_back(item->report->id);
    event.articles.push_back(item->report->article);
    const news::Action& action = item->report->action;
    if (event.cameo.empty() && action.mode == cluster.mode) event.cameo = action.cameo;
    if (item->report->modality == Modality::kHappened && news::counts(event.modality)) {
      event.modality = Modality::kHappened;
    }
  }
  if (event.cameo.empty()) event.cameo = clearest.action.cameo;
  std::sort(event.articles.begin(), event.articles.end());
  event.articles.erase(std::unique(event.articles.begin(), event.articles.end()), event.articles.end());
  return event;
}

/// An id of what the event is, so that it stays when further reports of it arrive.
std::string id_of(const news::Event& event, const Cluster& cluster, std::map<std::string, int>& taken) {
  std::string key;
  for (const std::string_view part : {std::string_view(event.source_code), news::name(event.type),
                                      std::string_view(event.mode), std::string_view(event.target_code),
                                      news::name(static_cast<Modality>(modality_class(event.modality)))}) {
    key.append(part).push_back('\t');
  }
  key += event.day ? event.day->text() : cluster.items.front()->root;
  if (const int before = taken[key]++; before > 0) key += "\t" + std::to_string(before);
  return base::content_id("e", key);
}

void finish(Cluster& cluster, const Sources& sources, std::map<std::string, int>& taken, Gathered& out) {
  if (withdrawn(cluster, sources)) {
    for (const Item* item : cluster.items) {
      out.merges.push_back({"", item->report->article, item->report->id,
                            "copy of " + item->root + ", which was corrected and no longer tells it"});
    }
    return;
  }
  const std::vector<const Item*> chosen = weigh(cluster);
  news::Event event = make_event(cluster, chosen);
  event.id = id_of(event, cluster, taken);
  for (std::size_t i = 0; i < cluster.items.size(); ++i) {
    const Report& report = *cluster.items[i]->report;
    out.merges.push_back({event.id, report.article, report.id, cluster.reasons[i]});
  }
  out.events.push_back(std::move(event));
}

}  // namespace

Gathered gather(const std::vector<Report>& reports, const std::vector<ArticleInfo>& articles) {
  const Sources sources(articles);
  std::map<BucketKey, std::vector<Item>> buckets;
  Gathered out;
  for (const Report& report : reports) {
    if (report.action.type == news::EventType::kNone) {
      out.merges.push_back({"", report.article, report.id, "no event type"});
      continue;
    }
    Item item = make_item(report, sources);
    BucketKey key{static_cast<int>(report.action.type), modality_class(report.modality),
                  pair_key(item.source, item.source_country), pair_key(item.target, item.target_country)};
    buckets[std::move(key)].push_back(std::move(item));
  }
  std::map<std::string, int> taken;
  for (auto& [key, items] : buckets) {
    for (Cluster& cluster : cluster_bucket(items)) finish(cluster, sources, taken, out);
  }
  std::sort(out.events.begin(), out.events.end(), [](const news::Event& a, const news::Event& b) {
    return std::tie(a.day, a.id) < std::tie(b.day, b.id);
  });
  std::sort(out.merges.begin(), out.merges.end(), [](const Merge& a, const Merge& b) {
    return std::tie(a.event, a.article, a.report, a.reason) <
           std::tie(b.event, b.article, b.report, b.reason);
  });
  return out;
}

}  // namespace herald::story
