namespace Accounting.LogReading.Inputs;

/// <summary>What the arguments of a command stand for.</summary>
/// <param name="Inputs">Each input once, sorted by URI, ordinal comparison (invariant 12).</param>
/// <param name="Problems">Arguments that stand for nothing readable. A run is not started with any.</param>
/// <param name="Notes">What was left out of folders, and why: for stderr.</param>
public sealed record InputSet(IReadOnlyList<Input> Inputs, IReadOnlyList<InputProblem> Problems, IReadOnlyList<string> Notes);

/// <summary>An argument that cannot be billed.</summary>
/// <param name="Argument">As it was typed.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Message">What was wrong, what was expected, what to do.</param>
public sealed record InputProblem(string Argument, InputProblemKind Kind, string Message)
{
    public override string ToString() => Message;
}

/// <summary>Why an argument cannot be billed.</summary>
public enum InputProblemKind
{
    NotFound = 0,
    /// <summary>A folder, or a pattern, without a log in it.</summary>
    NoLog = 1,
    Unreadable = 2,
    /// <summary>A device, a socket, a named pipe.</summary>
    NotAFile = 3,
    /// <summary>A pattern or an address that is not understood.</summary>
    NotSupported = 4,
    TooMany = 5,
}
