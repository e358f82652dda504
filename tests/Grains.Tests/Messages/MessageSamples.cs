using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Closing;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;
using Accounting.Grains.Interfaces.Calls;
using Accounting.Grains.Interfaces.Counting;
using Accounting.Grains.Interfaces.Ledgers;
using Accounting.Grains.Interfaces.Prices;
using Accounting.Grains.Interfaces.Repricing;
using Accounting.Grains.Interfaces.Runs;
using Accounting.Grains.Interfaces.Spending;

namespace Accounting.Grains.Tests.Messages;

/// <summary>
/// One value of each type that travels, every field set, as it is stored in Data/Messages. Never change one: add another.
/// </summary>
internal static class MessageSamples
{
    private static readonly DateTimeOffset s_time = new(2026, 10, 1, 12, 30, 15, 250, TimeSpan.Zero);

    private static readonly EntryKey s_key = new()
    {
        Tenant = "acme",
        Provider = "openai",
        ResponseModel = "gpt-4o-2024-08-06",
        RequestedModel = "gpt-4o",
        CallType = "chat",
        Slot = new(1_968_002),
        InputBand = new(3),
        OutputBand = new(1),
        ServiceTier = "flex",
        Batch = true,
        Speed = "fast",
        Region = "us-east-1",
        Residency = "eu",
        ImageSize = "1024x1024",
        ImageQuality = "hd",
        Source = UsageSource.Counted,
    };

    private static readonly QuarantinedRecord s_quarantined = new(7, 512, "invalid_json", "Not JSON.", [123, 34, 0, 255], 1_048_577);
    private static readonly RunPlan s_plan = new()
    {
        CommandKey = "command-key",
        MappingKey = "mapping-key",
        Command = "accounting bill logs",
        Inputs = [new("file:///logs/a.jsonl", 4096, "4096-2026"), new("stdin:", -1, "")],
        PriceVersion = "3-2e1f",
        PriceDigest = "sha256:00ff",
        UndatedAt = s_time,
    };

    private static readonly RunRecord s_run = new()
    {
        Run = "r-20261001-09af",
        State = RunState.Voided,
        StartedAt = s_time,
        FinishedAt = s_time.AddMinutes(3),
        VoidReason = "wrong tenant",
        Plan = s_plan,
        Inputs =
        [
            new() { Ordinal = 0, Input = s_plan.Inputs[0], Done = true, Next = new(4096, 33), Sha256 = "ab12", Counts = new(32, 20, 3, 4, 1, 4) },
            new() { Ordinal = 1, Input = s_plan.Inputs[1], Skipped = true },
        ],
    };

    private static readonly LedgerLine s_line = new(s_key, 3, [new(Meter.InputTokens, 1000), new(Meter.OutputTokens, 1L << 40)], Money.Parse("-12.000000000000000000000001"),
        Money.Parse("0.5")) { UnpricedCalls = 1 };

    private static readonly LedgerEntry s_entry = new(
        42, new(17, "r-20261001-09af", s_time, EntryKind.Adjustment, s_time.AddDays(1), "3-2e1f", "2-00aa", "ten times too high"), s_key, -3, -1,
        [new(Meter.InputTokens, -1000)], Money.Parse("-0.25"), Money.Parse("0.5"));

    private static readonly PriceProblem s_problem = new(PriceProblemKind.Jump, "openai/gpt-4o", "input_cost_per_token", "A hundred times what it was.");

    public static IReadOnlyDictionary<string, object> All { get; } = new Dictionary<string, object>
    {
        ["chunk"] = ChunkMessage.From(Posting(), withBytes: true),
        ["count-request"] = CountRequest(),
        ["count-answer"] = CountAnswer.Of(ChunkMessage.From(Posting(), withBytes: false)),
        ["count-answer-busy"] = CountAnswer.Busy(TimeSpan.FromMilliseconds(250)),
        ["start-answer"] = new StartAnswer(s_run, WantsBytes: true),
        ["post-request"] = new PostRequest("r-20261001-09af", [ChunkMessage.From(Posting(), withBytes: false)]),
        ["post-answer"] = new PostAnswer
        {
            Outcome = PostOutcome.Elsewhere,
            Receipts = [new(new(9, 4, 2, 1, 1, 1), Money.Parse("1.25"), 77)],
            Needed = [0, 2],
            Input = 1,
            Next = new(4096, 33),
            Pause = TimeSpan.FromMilliseconds(200),
        },
        ["part"] = PartMessage.From(Part()),
        ["part-answer"] = PartAnswer.From(new()
        {
            Known = [new(0, 11, "r-1"), new(3, ulong.MaxValue, "r-2"), new(4, 12, "r-1")], Amount = Money.Parse("0.003"), Tokens = 42, Version = 9,
        }),
        ["spend-lines"] = new SpendLines(9, [s_line]),
        ["lines-request"] = new LinesRequest(Filter(), "4:acmegpt-4o"),
        ["lines-request.totals"] = new LinesRequest(Filter(), "4:acmegpt-4o") { TotalsOnly = true },
        ["lines-page"] = new LinesPage([s_line], "4:acmegpt-4o"),
        ["entries-page"] = new EntriesPage([s_entry, s_entry with { Id = 43, Amount = null, ReportedCost = null }], IsLast: false),
        ["entry-filter"] = new EntryFilter { Of = Filter(), After = 7, PostingsAfter = 8, PostingsUpTo = 9 },
        ["month-closing"] = new MonthClosing(new(2026, 9), "acme", s_time, "ops", "audited", 42),
        ["close-month-request"] = new CloseMonthRequest(new(2026, 9), "acme", "ops", "audited", WithEarlier: true),
        ["runs-page"] = new RunsPage([s_run], IsLast: true),
        ["quarantine-page"] = new QuarantinePage(["file:///logs/a.jsonl"], [s_quarantined], IsLast: true),
        ["reprice-question"] = new RepriceQuestion
        {
            Scope = """{"since":"2026-10-01T00:00:00Z","until":null,"tenants":["acme"],"models":[],"providers":["openai"]}""", Version = "newest@2026-10-01",
            Overlay = "{}"u8.ToArray(), AsModel = "gpt-5-mini", Skip = 7, Reason = "ten times too high", Plan = "sha256:00aa",
        },
        ["reprice-page"] = new RepricePage
        {
            Plan = "sha256:00aa", PriceVersion = "3-2e1f", PriceDigest = "sha256:3", Rows = [new("acme", "gpt-4o", 9, Money.Parse("1.5"), null, 1, 9)],
            Sources = [new("2-00aa", 4, Money.Parse("-1.5"))], Unpriced = [new("gpt-4o", 9, 900)], Entries = 4, Unchanged = 5, IsLast = true,
        },
        ["reprice-answer"] = new RepriceAnswer("sha256:00aa", 4, s_time),
        ["void-run-request"] = new VoidRunRequest(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), "r-1", "wrong tenant"),
        ["void-run-answer"] = new VoidRunAnswer(12),
        ["price-map-version"] = new PriceMapVersion("3-2e1f", "sha256:00ff"),
        ["price-map-change"] = new PriceMapChange
        {
            Version = "3-2e1f",
            Digest = "sha256:00ff",
            KnownSince = s_time,
            ModelCount = 2,
            Models = ["acme/large", "acme/small"],
            Kind = PriceKind.Correction,
            Source = "https://example.com/prices",
            Reason = "A hundred times too low.",
        },
        ["register-request"] = new RegisterRequest(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), [OfferMessage.From(Offer())]),
        ["register-answer"] = new RegisterAnswer(new("3-2e1f", "sha256:00ff"), [new(true, "openai/gpt-4o", [s_problem], s_time)]),
        ["import-request"] = new ImportRequest
        {
            Id = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            Content = [123, 125],
            KnownSince = s_time,
            ValidFrom = s_time.AddDays(1),
            Source = "prices.json",
            Force = true,
            Reason = "checked",
        },
        ["import-answer"] = new ImportAnswer
        {
            Map = new("3-2e1f", "sha256:00ff"), Read = 9, Added = 1, Changed = 2, Unchanged = 3, Refused = 3, Problems = [s_problem], Notices = [s_problem],
        },
        ["stored-price-map"] = new StoredPriceMap("3-2e1f", "sha256:00ff", s_time, new byte[] { 2, 0, 0, 0, 9 }),
        ["ledger-exception"] = new LedgerException(LedgerFault.Refused, "Run r-1 is voided."),
    };

    public static ChunkPosting Posting()
    {
        var posting = new ChunkPosting
        {
            InputOrdinal = 2,
            Start = new(100, 11),
            Next = new(160, 15),
            EndOfInput = true,
            InputSha256 = "ab12",
            Read = 5,
            NotBillable = 2,
            Bytes = new byte[60],
        };
        posting.Keys.AddRange([s_key, s_key with { Slot = Slot.Undated, Source = UsageSource.Reported }]);
        posting.Quantities.AddRange([new(Meter.InputTokens, 1000), new(Meter.OutputTokens, 20), new(Meter.CountedOutputTokens, QuantityList.AmountMax)]);
        posting.Calls.Add(new(new(ulong.MaxValue, 1), 0x8000_0000_0000_0001, 0, 0, 2, null, new(0, 20, 11, 100)));
        posting.Calls.Add(new(new(1, ulong.MaxValue), 5, 1, 2, 1, new Money(Int128.MinValue), new(20, 40, 13, 120)));
        posting.Rejected.Add(s_quarantined);
        return posting;
    }

    public static SpendPart Part()
    {
        var part = new SpendPart { Key = SpendKey.Of(s_key), Run = "r-1" };
        part.Keys.Add(s_key);
        part.Quantities.AddRange([new(Meter.InputTokens, 1000), new(Meter.OutputTokens, 20)]);
        part.Calls.Add(new(new(7, 8), 9, 2, 1L << 41, 0, 0, 2, new Money(Int128.MaxValue)));
        part.Calls.Add(new(new(9, 8), 9, 3, 0, 0, 2, 0, null));
        return part;
    }

    public static PriceOffer Offer() => new()
    {
        Provider = "openai",
        Model = "gpt-4o",
        Mode = "chat",
        MaxInputTokens = 128_000,
        MaxOutputTokens = 16_384,
        Aliases = ["gpt-4o-latest"],
        Prices = new([new("input_cost_per_token", ExactDecimal.Parse("0.0000025")), new("output_cost_per_token", ExactDecimal.Parse("0.00001"))]),
        ValidFrom = s_time,
        ValidTo = s_time.AddDays(30),
        KnownSince = s_time.AddDays(-1),
        Kind = PriceKind.Correction,
        Source = "https://example.com/prices",
        Reason = "wrong unit",
        Force = true,
    };

    private static SpendFilter Filter() => new()
    {
        Tenants = ["acme"], Models = ["gpt-4o"], Since = s_time, Until = s_time.AddDays(1), WithUndated = true, PostedBefore = s_time.AddDays(2), Run = "r-1",
    };

    private static CountRequest CountRequest() => new()
    {
        Id = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
        InputUri = "file:///logs/a.jsonl",
        Reading = new()
        {
            Tenant = "acme",
            TenantFrom = "metadata.team",
            Model = "gpt-4o",
            ModelFrom = "model",
            Time = s_time,
            TimeFrom = "ts",
            InputFormat = "openai", Usage = 2, DistinctInputs = true,
            CountTimeout = TimeSpan.FromSeconds(5),
        },
        Input = 2,
        Start = new(100, 11),
        Next = new(160, 15),
        EndOfInput = true,
        InputSha256 = "ab12",
        Bytes = new byte[] { 123, 125, 10 },
        Rejected = [s_quarantined],
    };
}
