using System.Text;

namespace Accounting.BatchClient.Tests.Billing;

/// <summary>Hostile names of tenants, and ids that are nearly alike, through the whole command.</summary>
public sealed class BadInputNamesTests : IDisposable
{
    private static readonly string Good = PairLog.Record(0);
    private static readonly string Next = PairLog.Record(4);

    private readonly BadInputBench _bench = new();

    private static string WithTenant(string written, string? id = null) =>
        PairLog.Record(0, id: id).Replace("\"tenant-0\"", written, StringComparison.Ordinal);

    [Fact]
    public void Tenant_WithAStrangeName_IsBilledToThatNameAndShownHarmlessly()
    {
        (string Written, string Tenant)[] names =
        [
            ("\"../../etc/passwd\"", "../../etc/passwd"), ("\"\\u001b[31mred\"", "\e[31mred"), ("\"null\"", "null"),
            ("\"undated\"", "undated"),
            ("\"p\u0430ypal\"", "p\u0430ypal"), ("\"PayPal\"", "PayPal"), ("\"paypal\"", "paypal"), ("12", "12"),
            ("\"\\u0000\"", "\0"), ("\"\u202eevil\"", "\u202eevil"),
        ];
        var lines = names.Select((name, number) => WithTenant(name.Written, $"id-{(char)('a' + number)}"));
        Assert.Equal((names.Length, names.Length, 0), _bench.Bill(0, _bench.Lines("a.jsonl", lines)).Counts);
        string[] spend = ["spend", "--ledger", "a.db", "--group-by", "tenant"];
        var rows = _bench.Harness.Run([.. spend, "--json"]).Json.GetProperty("rows").EnumerateArray();
        Assert.Equal(
            names.Select(name => name.Tenant).Order(StringComparer.Ordinal),
            rows.Select(row => row.GetProperty("tenant").GetString()).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(_bench.Harness.Run(spend).Out, shown => shown != '\n' && (char.IsControl(shown) || shown == '\u202e'));
    }

    [Fact]
    public void Tenant_ThatIsNone_IsRefused()
    {
        var lines = new[] { "\"\"", "\" \\t \"", "null", "true", "[\"a\"]" }.Select(written => WithTenant(written)).ToList();
        var answer = _bench.Bill(3, _bench.Lines("a.jsonl", lines.Prepend(Next)));
        answer.AssertAllRefused( "no_tenant", lines, [.. lines.Select(_ => "--tenant")]);
    }

    /// <summary>A large object was refused as a tenant's name that is too long, though it is none and the next field has one.</summary>
    [Theory, InlineData(1, 1), InlineData(600, 1)]
    public void Tenant_BehindAnObject_IsFound(int bytes, int accepted)
    {
        var team = $$"""{"team":{"about":"{{new string('x', bytes)}}"},"user":"tenant-0",""";
        var record = Good.Replace(",\"user\":\"tenant-0\"", "", StringComparison.Ordinal)
            .Replace("{\"request\":{", "{\"request\":" + team, StringComparison.Ordinal);
        Assert.Equal(accepted, _bench.Bill(0, _bench.Lines("a.jsonl", record))["accepted"]);
    }

    [Fact]
    public void Tenant_OfAMegabyte_IsRefused()
    {
        var record = Good.Replace("tenant-0", new string('x', 1_000_000), StringComparison.Ordinal);
        var answer = _bench.Bill(3, _bench.Lines("a.jsonl", record, Next));
        answer.AssertRefused("no_tenant", "has 1000000 bytes; expected at most 512", Encoding.UTF8.GetBytes(record));
    }

    [Theory]
    [InlineData("m.a", 2)]
    [InlineData("m.0", 1)]
    [InlineData("m.x.y.z", 0)]
    public void TenantFrom_PathsThatHitOtherThings_RefuseTheirRecordOnly(string path, int accepted)
    {
        string[] values =
        [
            """{"a":"ok"}""", """["ok"]""", """{"a":{"b":1}}""", """{"a":[1]}""", """{"a":null}""", """{"a":""}""", """{"a":7}""",
            """{"a":false}""", "1",
        ];
        var lines = values.Select((value, number) => PairLog.Record(4 * number)[..^1] + ",\"m\":" + value + "}").ToList();
        var answer = _bench.Bill(3, _bench.Lines("a.jsonl", lines), "--tenant-from", path);
        Assert.Equal((9, accepted, 9 - accepted), answer.Counts);
        foreach (var record in answer.Quarantine)
            Assert.Contains($"no tenant at '{path}' (--tenant-from)", record.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_ThatDifferByCaseOrBlanks_AreOtherCalls()
    {
        var lines = new[] { "A", "a", "a ", " a", "\u00e9", "e\u0301", "a" }.Select(id => PairLog.Record(0, id: id));
        var answer = _bench.Bill(0, _bench.Lines("a.jsonl", lines));
        Assert.Equal((6, 1), (answer["accepted"], answer["duplicate"]));
    }

    public void Dispose() => _bench.Dispose();
}
