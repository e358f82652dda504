namespace Accounting.Grains.Interfaces;

/// <summary>
/// The names by which interfaces and messages are known on the wire. They outlive the names of the types: never change one, and never give
/// one to something else.
/// </summary>
internal static class Aliases
{
    public const string TokenizerGrain = "accounting.tokenizer";
    public const string CountRequest = "accounting.count-request";
    public const string CountAnswer = "accounting.count-answer";
    public const string ReadingMessage = "accounting.reading";

    public const string RunGrain = "accounting.run";
    public const string StartAnswer = "accounting.start-answer";
    public const string PostRequest = "accounting.post-request";
    public const string PostAnswer = "accounting.post-answer";
    public const string PostOutcome = "accounting.post-outcome";
    public const string ChunkMessage = "accounting.chunk";
    public const string CallColumns = "accounting.call-columns";
    public const string RecordColumns = "accounting.record-columns";

    public const string SpendGrain = "accounting.spend";
    public const string PartMessage = "accounting.part";
    public const string PartAnswer = "accounting.part-answer";
    public const string SpendLines = "accounting.spend-lines";

    public const string LedgerGrain = "accounting.ledger";
    public const string LinesRequest = "accounting.lines-request";
    public const string LinesPage = "accounting.lines-page";
    public const string EntriesPage = "accounting.entries-page";
    public const string RunsPage = "accounting.runs-page";
    public const string QuarantinePage = "accounting.quarantine-page";
    public const string VoidRunRequest = "accounting.void-run-request";
    public const string VoidRunAnswer = "accounting.void-run-answer";
    public const string RepriceQuestion = "accounting.reprice-question";
    public const string RepricePage = "accounting.reprice-page";
    public const string RepriceAnswer = "accounting.reprice-answer";

    public const string CostRegistryGrain = "accounting.cost-registry";
    public const string PriceMapVersion = "accounting.price-map-version";
    public const string PriceMapChange = "accounting.price-map-change";
    public const string OfferMessage = "accounting.offer";
    public const string RegisterRequest = "accounting.register-request";
    public const string RegisterAnswer = "accounting.register-answer";
    public const string OfferAnswer = "accounting.offer-answer";
    public const string ImportRequest = "accounting.import-request";
    public const string ImportAnswer = "accounting.import-answer";

    public const string ChunkReceiptSurrogate = "accounting.value.chunk-receipt";
    public const string CloseMonthRequestSurrogate = "accounting.value.close-month-request";
    public const string EntryFilterSurrogate = "accounting.value.entry-filter";
    public const string EntryKeySurrogate = "accounting.value.entry-key";
    public const string InputPositionSurrogate = "accounting.value.input-position";
    public const string LedgerEntrySurrogate = "accounting.value.ledger-entry";
    public const string LedgerExceptionSurrogate = "accounting.value.ledger-exception";
    public const string LedgerLineSurrogate = "accounting.value.ledger-line";
    public const string LedgerPostingSurrogate = "accounting.value.ledger-posting";
    public const string MoneySurrogate = "accounting.value.money";
    public const string MonthClosingSurrogate = "accounting.value.month-closing";
    public const string PlannedInputSurrogate = "accounting.value.planned-input";
    public const string PriceProblemSurrogate = "accounting.value.price-problem";
    public const string QuarantinedRecordSurrogate = "accounting.value.quarantined-record";
    public const string RecordCountsSurrogate = "accounting.value.record-counts";
    public const string RepriceGapSurrogate = "accounting.value.reprice-gap";
    public const string RepriceRowSurrogate = "accounting.value.reprice-row";
    public const string RepriceSourceSurrogate = "accounting.value.reprice-source";
    public const string RunInputRecordSurrogate = "accounting.value.run-input-record";
    public const string RunPlanSurrogate = "accounting.value.run-plan";
    public const string RunRecordSurrogate = "accounting.value.run-record";
    public const string SpendFilterSurrogate = "accounting.value.spend-filter";
    public const string StoredPriceMapSurrogate = "accounting.value.stored-price-map";
}
