namespace Accounting.LogReading.Inputs;

/// <summary>An input is not what it was when its run was planned: it is gone, or shorter than the place where the run is to go on.</summary>
public sealed class InputChangedException : IOException
{
    public InputChangedException(string message) : base(message)
    {
    }

    public InputChangedException(string message, Exception inner) : base(message, inner)
    {
    }
}
