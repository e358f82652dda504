using System.Text;
using Accounting.Core.Ledger;
using Accounting.LogReading.Calls;

namespace Accounting.LogReading.Tests.Calls;

/// <summary>Whatever stands in a record, reading never throws, loses no record, and gives no quantity that cannot be.</summary>
public sealed class HostileRecordsTests
{
    private static readonly string[] Seeds =
    [
        """
        {"url":"https://api.openai.com/v1/chat/completions","status":200,"recorded_at":"2026-01-01T00:00:00Z","request":{"model":"gpt-4o",
        "user":"a","messages":[{"role":"user","content":"hi"}],"tools":[{"type":"function","function":{"name":"f",
        "parameters":{"type":"object","properties":{"a":{"type":"string"}}}}}]},"response":{"id":"chatcmpl-1","object":"chat.completion",
        "created":1767225600,"model":"gpt-4o","choices":[{"message":{"role":"assistant","content":"x"}}],"usage":{"prompt_tokens":12,
        "completion_tokens":3,"prompt_tokens_details":{"cached_tokens":2}}}}
        """.ReplaceLineEndings(""),
        """
        {"request":{"model":"gpt-4o","messages":[]},"response_sse":"data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",
        \"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\",\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\",
        \"arguments\":\"{}\"}}]}}]}\n\ndata: [DONE]\n\n"}
        """.ReplaceLineEndings(""),
        """
        {"request":{"model":"c"},"response_sse":"data: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"model\":\"c\",
        \"usage\":{\"input_tokens\":1}}}\n\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"tool_use\",
        \"input\":{}}}\n\ndata: {\"type\":\"content_block_delta\",\"index\":0,
        \"delta\":{\"partial_json\":\"{\\\"a\\\":\"}}\n\ndata: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":5}}\n\n"}
        """.ReplaceLineEndings(""),
        """
        [{"candidates":[{"content":{"parts":[{"text":"a"},{"functionCall":{"name":"f"}}]}}],"usageMetadata":{"promptTokenCount":9,
        "promptTokensDetails":[{"modality":"AUDIO","tokenCount":4}]}}]
        """.ReplaceLineEndings(""),
        """
        {"request_id":"r","spend":"0.5","startTime":"2026-01-01","model":"m","metadata":"{\"usage_object\":{\"input_tokens\":5,
        \"cache_read_input_tokens\":1}}","prompt_tokens":5}
        """.ReplaceLineEndings(""),
        """{"id":"x","tenant":"t","model":"m","time":1767225600,"usage":{"input_tokens":1,"cached_input_tokens":2}}""",
        """{"conversations":[{"from":"human","value":"a"},{"from":"gpt","value":"b"}],"model":"gpt-4"}""",
        """{"input":"i","row":3,"offset":9,"reason":"no_tenant","message":"m","raw":"{\"model\":\"m\",\"usage\":{\"input_tokens\":1}}"}""",
    ];

    private static readonly string[] Splices =
    [
        "null", "{}", "[]", "\"\"", "-1", "9007199254740993", "1e400", "1.5", "true",
        "\"\\ud83d\"", "\"\\u0000\"", "{\"a\":1,\"a\":2}", "[[[[]]]]", "\"data: {\"", "99999999999999999999", "\u00ff",
    ];

    [Fact]
    public void HostileRecords_AnyDamage_CostsOneRecordAtMost()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        foreach (var mode in Enum.GetValues<UsageMode>())
        {
            var reader = new RecordChunkReader(new() { Tenant = random.Next(2) == 0 ? "demo" : null, Usage = mode });
            for (var round = 0; round < 500; round++)
            {
                var line = Damage(Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]), random);
                var posting = new ChunkPosting();
                try
                {
                    reader.Read(CallReading.ChunkOf(line), "file:///a", posting, TestContext.Current.CancellationToken);
                }
                catch (Exception exception)
                {
                    Assert.Fail($"seed {seed}, {mode}: {Encoding.UTF8.GetString(line)} threw {exception}");
                }
                Assert.Equal(posting.Read, posting.Calls.Count + posting.NotBillable + posting.Rejected.Count);
                Assert.All(posting.Quantities, quantity => Assert.InRange(quantity.Amount, 1, 1L << 40));
            }
        }
    }

    // Replaces a value by another one, or a few bytes by others.
    private static byte[] Damage(byte[] line, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(line.Length);
            if (random.Next(3) == 0)
            {
                line[at] = (byte)random.Next(32, 256);
                continue;
            }
            var colon = Array.IndexOf(line, (byte)':', at);
            var end = colon < 0 ? -1 : Array.FindIndex(line, colon, one => one is (byte)',' or (byte)'}' or (byte)']');
            if (end < 0) continue;
            line = [.. line.AsSpan(0, colon + 1), .. Encoding.UTF8.GetBytes(Splices[random.Next(Splices.Length)]), .. line.AsSpan(end)];
        }
        return line;
    }

    [Fact]
    public void HostileRecords_RandomCutsOfAStream_AreReadToTheCut()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var stream = string.Concat(Enumerable.Range(0, 20).Select(i => $$"""
            data: {"id":"c","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"w{{i}} "} } ]}
            """.ReplaceLineEndings("") + "\n\n"));
        var firstEventEnd = stream.IndexOf("\n\n", StringComparison.Ordinal);
        var reader = new RecordChunkReader(CallReading.Demo);
        for (var round = 0; round < 100; round++)
        {
            var cut = random.Next(firstEventEnd, stream.Length);
            var line = $$"""{"request":{"model":"gpt-4o","messages":[]},"response_sse":{{System.Text.Json.JsonSerializer.Serialize(stream[..cut])}}}""";
            var reading = CallReading.Of(Encoding.UTF8.GetBytes(line), reader: reader);
            Assert.True(reading.Fate == "accepted", $"seed {seed}: cut at {cut} gave {reading.Fate}");
        }
    }
}
