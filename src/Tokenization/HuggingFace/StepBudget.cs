namespace Accounting.Tokenization.HuggingFace;

/// <summary>Counts the steps of a file, those within sequences too.</summary>
internal sealed class StepBudget
{
    private int _left = TokenizerLimits.StepsMax;

    public void Take(JsonPart part)
    {
        if (--_left < 0) throw part.Expected($"at most {TokenizerLimits.StepsMax} steps of a kind");
    }
}
