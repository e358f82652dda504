using Accounting.LogReading.Calls;
using Accounting.LogReading.Tests.Calls;

namespace Accounting.LogReading.Tests.Formats;

/// <summary>Instruction and preference sets: text without usage.</summary>
public sealed class InstructionSetsTests
{
    private static readonly ReadingOptions Gpt4 = new() { Tenant = "demo", Model = "gpt-4o" };

    [Theory]
    [InlineData("""{"instruction":"hello world","output":"hello"}""", "InputTokens 2, OutputTokens 1")]
    [InlineData("""{"instruction":"hello world","input":"","output":"hello"}""", "InputTokens 2, OutputTokens 1")]
    [InlineData("""{"instruction":"hello world","input":"hello","output":"hello"}""", "InputTokens 4, OutputTokens 1")]
    [InlineData("""{"instruction":"hello world","context":"hello","response":"hello","category":"x"}""", "InputTokens 4, OutputTokens 1")]
    [InlineData("""{"instruction":"hello world","response":"hello"}""", "InputTokens 2, OutputTokens 1")]
    [InlineData("""{"chosen":"\n\nHuman: hello world\n\nAssistant: hello","rejected":"\n\nHuman: hello world\n\nAssistant: hello hello hello"}""", "InputTokens 9, OutputTokens 1")]
    [InlineData("""{"chosen":[{"role":"user","content":"hello world"},{"role":"assistant","content":"hello"}],"rejected":[]}""", "InputTokens 9, OutputTokens 1")]
    [InlineData("""{"prompt":"hello world","chosen":"hello","rejected":"no"}""", "InputTokens 2, OutputTokens 1")]
    public void Text_OfEachSet_IsCounted(string record, string quantities) => Assert.Equal(("accepted", quantities), (CallReading.Of(record, Gpt4).Fate, CallReading.Of(record, Gpt4).Quantities));

    [Fact]
    public void Preference_SeveralTurns_OnlyTheLastAnswerIsOutput() => Assert.Equal(
        "InputTokens 19, OutputTokens 1",
        CallReading.Of("""{"chosen":"\n\nHuman: hello world\n\nAssistant: hello\n\nHuman: hello\n\nAssistant: hello","rejected":"x"}""", Gpt4).Quantities);
}
