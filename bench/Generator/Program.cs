using Accounting.Generator;

const int SecondsPerDay = 86_400;

GeneratorOptions options;
try
{
    options = GeneratorOptions.Parse(args);
}
catch (FormatException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(GeneratorOptions.Usage);
    return 2;
}

using var stream = options.Out == "-"
    ? Console.OpenStandardOutput()
    : new FileStream(options.Out, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
var output = new Output(stream);
var writer = new CallWriter(options);
var midnight = options.Day.ToUnixTimeSeconds();
long calls = 0;
// A log of so many bytes ends with the call that reaches them.
while (options.Calls is { } wanted ? calls < wanted : output.Written < options.Bytes)
{
    var share = options.Calls is { } all ? (Int128)calls * SecondsPerDay / all : (Int128)output.Written * SecondsPerDay / options.Bytes;
    writer.Write(output, midnight + (long)share);
    output.EndRecord();
    calls++;
}
output.Flush();
Console.Error.WriteLine(FormattableString.Invariant($"{calls} calls, {output.Written} bytes"));
return 0;
