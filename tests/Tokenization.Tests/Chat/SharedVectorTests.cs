using System.Text;
using Accounting.TestKit;
using Accounting.Tokenization.Chat;
using Accounting.Tokenization.Encodings;
using Accounting.Tokenization.Json;
using Accounting.Tokenization.Models;

namespace Accounting.Tokenization.Tests.Chat;

/// <summary>Every vector of the reference data, with LiteLLM's choice of the encoding.</summary>
public class SharedVectorTests
{
    [Fact]
    public void Vectors_All_CountWhatLiteLlmReturns()
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);
        var index = new JsonIndex();
        Assert.True(index.TryRead(File.ReadAllBytes(Path.Combine(Checkout.Shared!, "data", "vectors", "token-vectors.json")), out _));
        var (number, wrong) = (0, new StringBuilder());
        foreach (var vector in index.Root)
        {
            var model = vector["model"u8].GetString();
            var encoding = TokenEncoding.Get(ModelEncodings.LikeLiteLlm(model).EncodingName);
            var counter = new ChatTokenCounter(encoding.CreateCounter(), new() { LikeLiteLlm = true });
            var responseOnly = vector["count_response_tokens"u8].IsTrue;
            var done = counter.TryCountMessages(
                vector["messages"u8], vector["tools"u8], vector["tool_choice"u8], model, responseOnly, out var tokens, out var error);
            Assert.True(vector["expected"u8].TryGetInt64(out var expected));
            if (!done || tokens != expected)
                wrong.AppendLine($"{number} {vector["src"u8].GetString()} ({model}): {tokens}, expected {expected}. {error}");
            number++;
        }
        Assert.Equal("", wrong.ToString());
        Assert.Equal(40, number);
    }
}
