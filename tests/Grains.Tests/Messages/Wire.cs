using System.Collections;
using System.Globalization;
using System.Reflection;
using Accounting.Grains.Interfaces.Calls;
using Accounting.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Accounting.Grains.Tests.Messages;

/// <summary>Writes and reads messages as silos do.</summary>
internal static class Wire
{
    public static Serializer Serializer { get; } = new ServiceCollection().AddSerializer(builder => builder.AddAssembly(typeof(ChunkMessage).Assembly))
        .BuildServiceProvider().GetRequiredService<Serializer>();

    /// <summary>Set to write the files that other tests read: for a new type only, never for one that exists.</summary>
    public static bool IsWriting => Environment.GetEnvironmentVariable("ACCOUNTING_WRITE_CONTRACTS") == "1";

    /// <summary>Where what this version wrote is kept.</summary>
    public static string Data(params string[] names) => Path.Combine([Checkout.Root, "tests", "Grains.Tests", "Data", .. names]);

    public static T Copy<T>(T message) => Serializer.Deserialize<T>(Serializer.SerializeToArray(message))!;

    /// <summary>All properties of a value, and of what they hold, as text: two values with the same text are equal.</summary>
    public static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        Core.Usage.Slot slot => $"slot {slot.Index}",
        Guid or TimeSpan => value.ToString()!,
        ReadOnlyMemory<byte> bytes => Convert.ToHexString(bytes.Span),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        _ when value.GetType().IsPrimitive || value is Enum or Int128 or Core.Amounts.Money => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        Exception exception => $"{exception.GetType().Name} {exception.Message} {Property(exception, "Fault")}",
        _ => $"{{{string.Join(", ", Properties(value).Select(property => $"{property.Name}: {Text(property.GetValue(value))}"))}}}",
    };

    private static object? Property(object value, string name) => value.GetType().GetProperty(name)?.GetValue(value);

    private static IEnumerable<PropertyInfo> Properties(object value) => value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract").OrderBy(property => property.Name, StringComparer.Ordinal);
}
