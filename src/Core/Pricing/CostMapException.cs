namespace Accounting.Core.Pricing;

/// <summary>A cost map cannot be read, or holds prices that are refused. The message says which and why.</summary>
public sealed class CostMapException : Exception
{
    public CostMapException(string message) : base(message)
    {
    }

    public CostMapException(string message, Exception inner) : base(message, inner)
    {
    }

    public CostMapException()
    {
    }
}
