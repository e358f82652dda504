namespace Accounting.Core.Ledger.Parts;

/// <summary>
/// Where a run stands: the first input that is neither done nor skipped, and the place in it. Tells what a chunk that is offered is: posted
/// before, next, or neither.
/// </summary>
public sealed class RunPosition
{
    private readonly RunRecord _run;
    private int _input;
    private InputPosition _next;

    public RunPosition(RunRecord run)
    {
        _run = run;
        _input = -1;
        MoveToOpenInput();
    }

    /// <summary>The input's place in the plan; the number of inputs where all are done.</summary>
    public int Input => _input;

    public InputPosition Next => _next;

    /// <summary>Whether a chunk was posted before, by this or another holder of the run.</summary>
    public bool IsPast(int input, InputPosition start, InputPosition next, bool endOfInput) =>
        input < _input || (input == _input && !endOfInput && next.Offset <= _next.Offset && start.Offset < _next.Offset);

    /// <summary>Whether a chunk begins where the run stands.</summary>
    public bool IsNext(int input, InputPosition start) => input == _input && start.Offset == _next.Offset;

    /// <summary>Moves on by a chunk that was next.</summary>
    public void MoveOn(InputPosition next, bool endOfInput)
    {
        if (endOfInput) MoveToOpenInput();
        else _next = next;
    }

    private void MoveToOpenInput()
    {
        do _input++;
        while (_input < _run.Inputs.Count && (_run.Inputs[_input].Done || _run.Inputs[_input].Skipped));
        _next = _input < _run.Inputs.Count ? _run.Inputs[_input].Next : InputPosition.Start;
    }
}
