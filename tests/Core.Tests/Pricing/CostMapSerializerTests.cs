using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Accounting.Core.Pricing;

namespace Accounting.Core.Tests.Pricing;

public class CostMapSerializerTests
{
    [Fact]
    public void Digest_IsThatOfTheCanonicalForm()
    {
        foreach (var map in new[] { ShippedPrices.Map, CostMap.Empty, CostMap.Create([TestPrices.Model("acme", "m", "{'input_cost_per_token':'1e-6'}")]) })
            Assert.Equal("sha256:" + Convert.ToHexStringLower(SHA256.HashData(CostMapSerializer.Write(map.Models))), map.Digest);
    }

    private static readonly string s_canonical =
        ("{'schema_version':1,'models':[{'provider':'openai','model':'m','aliases':['a','b'],'mode':'chat','max_input_tokens':128000,'prices':[{'valid_from':'2024-05-13'," +
        "'valid_to':'2024-06-01T00:30:00Z','known_since':'2026-08-01','kind':'correction','source':'https://example.com/ü','reason':'why'," +
        "'rates':{'input_cost_per_token':'0.0000025','search_context_cost_per_query':{'search_context_size_low':'0.01'}," +
        "'tiered_pricing':[{'range':[0,16000],'input_cost_per_token':'1'},{'range':[16000,null],'input_cost_per_token':'2'}]," +
        "'off_peak_pricing':{'windows':[{'hours_utc':'22:00-06:00','weekdays':['sat','sun']}],'weekday_timezone':'Asia/Shanghai','input_cost_per_token':'0.5'}}}]}]}")
        .Replace('\'', '"');

    [Fact]
    public void ReadAndWrite_CanonicalText_IsUnchanged() =>
        Assert.Equal(s_canonical, Encoding.UTF8.GetString(CostMapSerializer.Write(Read(s_canonical))));

    [Fact]
    public void Read_FileOfAProvider_LendsItsProviderAndSource()
    {
        var model = Read("""
            {"schema_version": 1, "provider": "openai", "source": "https://a", "models": [
              {"model": "m",
                  "prices": [{"valid_from": "2024-05-13", "valid_to": null, "known_since": "2026-08-01",
                  "rates": {"input_cost_per_token": "0.1"}},
                                        {"known_since": "2026-08-01T10:00:00+02:00", "source": "https://b", "rates": {}}]}]}
            """).Single();
        Assert.Equal(("openai", "https://a", "https://b"), (model.Provider, model.Rows[0].Source, model.Rows[1].Source));
        Assert.Equal(new DateTimeOffset(2024, 5, 13, 0, 0, 0, TimeSpan.Zero), model.Rows[0].ValidFrom);
        Assert.Equal(new DateTimeOffset(2026, 8, 1, 8, 0, 0, TimeSpan.Zero), model.Rows[1].KnownSince);
        Assert.Null(model.Rows[1].ValidFrom);
    }

    [Theory]
    [InlineData("", "is not JSON")]
    [InlineData("[]", "expected an object with schema_version")]
    [InlineData("""{"schema_version": 2, "models": []}""", "this program reads 1")]
    [InlineData("""{"schema_version": 1, "models": [{"prices": []}]}""", "without a name")]
    [InlineData("""{"schema_version": 1, "models": [{"model": "m"}]}""", "model m has no array of prices")]
    [InlineData("""{"schema_version": 1, "models": [{"model": "m", "prices": [{"known_since": "2026-01-01"}]}]}""",
        "without an object of rates")]
    [InlineData("""{"schema_version": 1, "models": [{"model": "m", "prices": [{"rates": {}}]}]}""", "without known_since")]
    [InlineData("""{"schema_version": 1, "models": [{"model": "m", "prices": [{"known_since": "soon", "rates": {}}]}]}""",
        "known_since is soon")]
    [InlineData("""{"schema_version": 1, "models": [{"model": "m", "prices": [{"known_since": "2026-01-01", "kind": "guess", "rates": {}}]}]}""", "kind guess")]
    [InlineData("""{"schema_version": 1, "models": [{"model": "m", "prices": [{"known_since": "2026-01-01", "rates": {"input_price": "1"}}]}]}""", "input_price is no price field")]
    [InlineData("""{"schema_version": 1, "models": [{"model": "m", "prices": [{"known_since": "2026-01-01", "rates": {"input_cost_per_token": "free"}}]}]}""", "not a decimal number")]
    [InlineData("""{"schema_version": 1, "models": [{"model": "m", "prices": [{"known_since": "2026-01-01", "rates": {"tiered_pricing": [{"range": [5, 1]}]}}]}]}""", "tiered_pricing holds")]
    public void Read_BadMap_SaysWhereAndWhat(string json, string expected)
    {
        var exception = Assert.Throws<CostMapException>(() => Read(json));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("the map", exception.Message, StringComparison.Ordinal);
    }

    private static ImmutableArray<ModelPrices> Read(string json) => CostMapSerializer.Read(Encoding.UTF8.GetBytes(json), "the map");
}
