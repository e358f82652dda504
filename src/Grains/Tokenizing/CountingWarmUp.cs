using System.Text;
using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Counting;
using Microsoft.Extensions.Hosting;

namespace Accounting.Grains.Tokenizing;

/// <summary>
/// Counts a few calls before the silo takes any: vocabularies are loaded and the code is compiled when the first chunk comes, which would
/// wait for both.
/// </summary>
internal sealed class CountingWarmUp(ChunkCounter counter) : IHostedService
{
    private static readonly string[] s_models = ["gpt-4o", "gpt-4"]; // Of both vocabularies that are in use.

    internal static CountRequest Request
    {
        get
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(s_models.Select(LineOf)));
            return new()
            {
                InputUri = "warm-up",
                Reading = new() { Tenant = "warm-up" },
                Start = InputPosition.Start,
                Next = new(bytes.Length, 1 + s_models.Length),
                EndOfInput = true,
                Bytes = bytes,
            };
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        counter.WarmUp(Request);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Words, numbers, code, letters of several bytes, an escape: each takes another way through the counter.
    private static string LineOf(string model) =>
        $$$"""
        {"request":{"model":"{{{model}}}","messages":[{"role":"system","content":"You are a helpful assistant."},
        {"role":"user","content":"It's 24,000 \u20ac!\n\tif (a_b == 7) { return \"x\"; } Größe 世界 unforeseeableness zzxqj"}],"temperature":0.8,"user":"u"},
        "response":{"id":"warm-{{{model}}}","object":"chat.completion","created":1790000000,"model":"{{{model}}}","choices":[{"index":0,
        "message":{"role":"assistant","content":"One, two - three. It did well, [as](http://a.example/b) expected."},"finish_reason":"stop"}]}}
        """.ReplaceLineEndings("") + "\n";
}
