using System.Collections.Immutable;

namespace Accounting.Core.Pricing.Import;

/// <summary>
/// Takes prices over from a map in LiteLLM's or genai-prices' form, after checks (design: Pricing). A model that is missing from it loses
/// nothing, a value that is missing erases nothing (but prices by size are told as a whole), and prices that are the same as believed add no
/// row.
/// </summary>
public static class CostMapImport
{
    /// <summary>A map must not lose more than this part of the models that were imported before: one in ten.</summary>
    private const int LostPart = 10;

    /// <param name="json">The map, UTF-8.</param>
    /// <param name="present">What is believed now.</param>
    /// <param name="options">How to record it.</param>
    public static ImportReport Read(ReadOnlyMemory<byte> json, CostMap present, ImportOptions options)
    {
        var map = new MapEntries();
        if (!map.TryRead(json)) return new() { Accepted = false, Problems = [.. map.Problems] };
        var notices = new List<PriceProblem>(map.Notices);
        var entries = OnePerModel(map.Models, notices);
        var problems = new List<PriceProblem>(map.Problems);
        if (Lost(entries, present, map.FormMark, options.ValidFrom ?? options.KnownSince) is { } lost) problems.Add(lost);
        if (map.Models.Count < options.ModelsMin)
            problems.Add(new(PriceProblemKind.LostModels, "", "",
                $"The map has {map.Models.Count} models; expected at least {options.ModelsMin}. "
                + "It may be cut off, or another file; force the import if it is right."));
        var accepted = problems.All(problem => !problem.IsWholeMap || options.Force);
        var changes = new Changes(present, options with { Source = options.Source + map.FormMark }, problems, notices);
        // Models before aliases: an alias must know whether its model changes.
        foreach (var entry in entries.OrderBy(changes.IsAlias)) changes.Add(entry);
        return new()
        {
            Accepted = accepted,
            Models = accepted ? [.. changes.Models] : [],
            Read = map.Models.Count,
            Added = changes.Added,
            Changed = changes.Changed,
            Unchanged = changes.Unchanged,
            Refused = changes.Refused,
            Problems = [.. problems],
            Notices = [.. notices],
        };
    }

    // gemini-2.5-pro of Vertex AI and vertex_ai/gemini-2.5-pro are one model: the name with the provider comes first.
    private static ImmutableArray<ImportedModel> OnePerModel(IEnumerable<ImportedModel> models, List<PriceProblem> notices)
    {
        var chosen = ImmutableArray.CreateBuilder<ImportedModel>();
        foreach (var group in models.GroupBy(model => model.Model.FullName, StringComparer.Ordinal))
        {
            var best = group.FirstOrDefault(model => model.IsQualified) ?? group.First();
            foreach (var other in group)
            {
                if (other == best) continue;
                if (!other.SamePrices(best))
                    notices.Add(new(PriceProblemKind.DuplicateModel, other.Name, "",
                        $"{other.Name} is the same model as {best.Name}, with other prices; those of {best.Name} are taken."));
            }
            ImmutableArray<string> aliases = [.. group.SelectMany(model => model.Model.Aliases).Distinct(StringComparer.Ordinal)];
            chosen.Add(best with { Model = best.Model with { Aliases = aliases } });
        }
        return chosen.ToImmutable();
    }

    private static bool IsRetired(ModelPrices model, DateTimeOffset at) => model.RowAt(at) is { IsWithoutPrice: true };

    private static PriceProblem? Lost(IEnumerable<ImportedModel> entries, CostMap present, string formMark, DateTimeOffset at)
    {
        var isGenAi = formMark.Length > 0;
        var before = present.Models.Where(model => !IsRetired(model, at) && model.Rows.Any(row =>
                row.Kind == PriceKind.Import && row.Source.EndsWith(GenAiMap.FormMark, StringComparison.Ordinal) == isGenAi))
            .Select(model => model.FullName).ToList();
        var now = entries.Select(entry => entry.Model.FullName).ToHashSet(StringComparer.Ordinal);
        var lost = before.Where(name => !now.Contains(name)).ToList();
        return lost.Count * LostPart <= before.Count ? null : new(PriceProblemKind.LostModels, "", "",
            $"The map lacks {lost.Count} of the {before.Count} models that were imported from such a map before, such as {lost[0]}: more than a tenth. "
            + "It may be cut off; force the import if it is right.");
    }

    private sealed class Changes(CostMap present, ImportOptions options, List<PriceProblem> problems, List<PriceProblem> notices)
    {
        private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

        public List<ModelPrices> Models { get; } = [];
        public int Added { get; private set; }
        public int Changed { get; private set; }
        public int Unchanged { get; private set; }
        public int Refused { get; private set; }

        public bool IsAlias(ImportedModel entry) =>
            present.Get(entry.Model.Provider, entry.Model.Model) is null && present.GetByAlias(entry.Model.Provider, entry.Model.Model) is not null;

        public void Add(ImportedModel entry)
        {
            var name = entry.Model.FullName;
            foreach (var complaint in entry.Complaints) notices.Add(new(PriceProblemKind.NotANumber, name, "", $"{name}: {complaint}"));
            var own = present.Get(entry.Model.Provider, entry.Model.Model);
            var known = own ?? present.GetByAlias(entry.Model.Provider, entry.Model.Model);
            var from = options.ValidFrom ?? options.KnownSince;
            var dated = DatedOf(entry, known, from).Select(part => part with { Prices = BandFilter.Apply(name, PricesOf(entry, known, part), notices) })
                .Where(part => !part.Prices.IsEmpty).ToList();
            if (known is not null && dated.Count > 0 && IsRetired(known, from))
            {
                Unchanged++;
                notices.Add(new(PriceProblemKind.Retired, name, "", $"{name} is retired; its price is left out. Register it to bring the model back."));
                return;
            }
            var news = dated.FindAll(part => known?.RowAt(part.From ?? from)?.Prices is not { } believed || !believed.SameAs(part.Prices));
            if (known is not null && news.Count == 0)
            {
                Unchanged++;
                // An alias that keeps its price must not follow a model whose price changes.
                if (own is null && dated.Count > 0 && _changed.Contains(known.FullName)) Models.Add(entry.Model with { Rows = known.Rows });
                return;
            }
            if (IsRefused(name, known?.RowAt(from)?.Prices, news)) return;
            if (known is null) Added++;
            else Changed++;
            _changed.Add(name);
            // What was an alias becomes a model of its own, with the history that it had.
            ImmutableArray<PriceRow> history = own is null && known is not null ? known.Rows : [];
            Models.Add(entry.Model with { Rows = [.. history, .. news.Select(part => Row(part.Prices, part.From))], Aliases = AliasesOf(entry) });
        }

        // A model without a price gets all that the map knows; of another one what holds from the import on is compared.
        private static IEnumerable<(DateTimeOffset? From, PriceFields Prices)> DatedOf(ImportedModel entry, ModelPrices? known, DateTimeOffset from)
        {
            var isNew = known is null || known.Rows.IsEmpty;
            yield return isNew ? (null, entry.Prices) : (from, entry.PricesAt(from));
            foreach (var later in entry.Later)
                if (isNew || later.From > from) yield return (later.From, later.Prices);
        }

        private PriceFields PricesOf(ImportedModel entry, ModelPrices? known, (DateTimeOffset? From, PriceFields Prices) part)
        {
            if (part.Prices.IsEmpty || known?.RowAt(part.From ?? options.KnownSince)?.Prices is not { } believed) return part.Prices;
            var kept = believed.Values.Where(pair => IsKept(pair.Key, part.Prices));
            return new(kept.Concat(part.Prices.Values), part.Prices.Tiers, part.Prices.OffPeak ?? (entry.IsPartial ? believed.OffPeak : null));
        }

        // What a list does not name stays (our own map knows prices that no list has), but for prices by size: those it tells as a whole.
        private static bool IsKept(string field, PriceFields list) =>
            PriceThreshold.Parse(field) is not { } size || list.Values.Any(pair => PriceThreshold.Parse(pair.Key)?.Infix == size.Infix);

        private ImmutableArray<string> AliasesOf(ImportedModel entry) =>
            entry.IsPartial ? [.. entry.Model.Aliases.Where(alias => !IsKnown(entry.Model.Provider, alias))] : entry.Model.Aliases;

        private bool IsKnown(string provider, string name) => present.Get(provider, name) is not null || present.GetByAlias(provider, name) is not null;

        private bool IsRefused(string name, PriceFields? believed, List<(DateTimeOffset? From, PriceFields Prices)> news)
        {
            var found = new List<PriceProblem>();
            foreach (var (_, prices) in news)
            {
                found.AddRange(PriceChecks.Check(name, prices));
                if (believed is not null) found.AddRange(PriceChecks.CheckChange(name, believed, prices));
            }
            problems.AddRange(found.Distinct());
            if (found.All(problem => problem.CanBeForced && options.Force)) return false;
            Refused++;
            return true;
        }

        private PriceRow Row(PriceFields prices, DateTimeOffset? from) => new()
        {
            ValidFrom = from,
            KnownSince = options.KnownSince,
            Kind = PriceKind.Import,
            Source = options.Source,
            Reason = options.Reason,
            Prices = prices,
        };
    }
}
