using Accounting.Tokenization.Models;

namespace Accounting.Tokenization.Chat;

/// <summary>What messages cost beyond their texts (LiteLLM 1.3 and 1.5).</summary>
/// <param name="PerMessage">Each message.</param>
/// <param name="PerName">Each name.</param>
/// <param name="ReplyPriming">Once, for the opening of the reply.</param>
internal readonly record struct MessageConstants(int PerMessage, int PerName, int ReplyPriming)
{
    private const string Oldest = "gpt-3.5-turbo-0301";

    /// <summary>The constants of nearly all models.</summary>
    public static MessageConstants Usual { get; } = new(3, 1, ModelRule.UsualReplyPriming);

    public static MessageConstants Of(string model, bool likeLiteLlm)
    {
        if (model == Oldest) return Usual with { PerMessage = 4, PerName = -1 };
        return likeLiteLlm ? Usual : Usual with { ReplyPriming = ModelEncodings.ReplyPriming(model) };
    }
}
