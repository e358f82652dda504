using System.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.CommandLine;

/// <summary>Runs one command line and turns whatever happens into messages and an exit code.</summary>
internal static class CommandRunner
{
    private static readonly ParserConfiguration Parsing = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandContext context, CancellationToken cancellationToken)
    {
        context.Interrupted = cancellationToken;
        try
        {
            var parse = RootCommandFactory.Create(context, arguments).Parse(arguments, Parsing);
            if (UsageErrors.Find(parse) is { Count: > 0 } errors) return Refuse(errors, parse, context);
            var configuration = new InvocationConfiguration
            {
                Output = context.Out, Error = context.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
            };
            var exitCode = await parse.InvokeAsync(configuration, cancellationToken);
            await context.Out.FlushAsync(CancellationToken.None);
            return exitCode;
        }
#pragma warning disable CA1031 // The one place where anything becomes a message and an exit code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Report(exception, context);
        }
    }

    private static int Refuse(IReadOnlyList<string> errors, ParseResult parse, CommandContext context)
    {
        foreach (var error in errors) context.Error.WriteLine($"accounting: {SafeText.Of(error)}");
        context.Error.WriteLine($"Try '{UsageErrors.CommandPath(parse)} --help'.");
        return ExitCodes.WrongUsage;
    }

    private static int Report(Exception exception, CommandContext context)
    {
        if (context.Environment("ACCOUNTING_DEBUG") == "1") context.Error.WriteLine(exception);
        if (exception is OperationCanceledException)
        {
            context.Error.WriteLine("accounting: interrupted.");
            return ExitCodes.Interrupted;
        }
        if (exception is BrokenPipeException) return ExitCodes.Failed;
        var (message, exitCode) = ErrorMessages.Of(exception);
        context.Error.WriteLine($"accounting: {SafeText.Lines(message)}");
        return exitCode;
    }
}
