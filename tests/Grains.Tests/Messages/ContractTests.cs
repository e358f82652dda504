using System.Reflection;
using Accounting.Grains.Interfaces.Calls;
using Orleans.Runtime;

namespace Accounting.Grains.Tests.Messages;

/// <summary>
/// What travels between versions: names, numbers and types. Old silos and clients read it, so it may grow and never change.
/// </summary>
public class ContractTests
{
    private static readonly Assembly s_assembly = typeof(ChunkMessage).Assembly;

    private static Type[] Grains => [.. s_assembly.GetTypes().Where(type => type.IsInterface && type.IsAssignableTo(typeof(IGrain))).OrderBy(AliasOf, StringComparer.Ordinal)];

    private static Type[] Messages => [.. s_assembly.GetTypes().Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null
        && type.GetCustomAttribute<AliasAttribute>() is not null).OrderBy(AliasOf, StringComparer.Ordinal)];

    [Fact]
    public void Contracts_Surface_IsTheOneThatIsKept()
    {
        var surface = string.Concat(Grains.Select(Describe).Concat(Messages.Select(DescribeMessage)));
        var path = Wire.Data("contracts.txt");
        if (Wire.IsWriting) File.WriteAllText(path, surface);
        Assert.True(File.Exists(path), $"{path} is missing.");
        Assert.True(File.ReadAllText(path) == surface,
            $"The contracts differ from {path}. Lines may be added (run this test once with ACCOUNTING_WRITE_CONTRACTS=1); "
            + "none may change or go while older silos or clients run.");
    }

    [Fact]
    public void Aliases_OfAllTypesAndMethods_AreUnique()
    {
        var aliases = Grains.Concat(Messages).Select(AliasOf).ToArray();
        Assert.All(aliases, alias => Assert.StartsWith("accounting.", alias, StringComparison.Ordinal));
        Assert.Equal(aliases.Distinct(), aliases);
        foreach (var grain in Grains)
        {
            var methods = grain.GetMethods().Select(method => method.GetCustomAttribute<AliasAttribute>()?.Alias ?? "").ToArray();
            Assert.DoesNotContain("", methods);
            Assert.Equal(methods.Distinct(), methods);
        }
    }

    [Fact]
    public void Messages_AllOfThem_AreImmutableNumberedAndStored()
    {
        foreach (var type in Messages.Where(type => !type.IsEnum))
        {
            Assert.True(type.GetCustomAttribute<ImmutableAttribute>() is not null, $"{type.Name} is copied at each call in a silo.");
            Assert.Equal(Members(type).Select(member => member.Id).Distinct(), Members(type).Select(member => member.Id));
        }
        var unstored = Messages.Where(type => type is { IsPublic: true, IsEnum: false } && !MessageSamples.All.Values.Any(sample => IsIn(type, sample.GetType())));
        Assert.Empty(unstored);
    }

    [Fact]
    public void Methods_AllOfThem_HaveATimeoutAndATokenAtTheirEnd()
    {
        foreach (var method in Grains.SelectMany(grain => grain.GetMethods()))
        {
            Assert.True(method.GetCustomAttribute<ResponseTimeoutAttribute>() is not null, $"{method.DeclaringType!.Name}.{method.Name} has no timeout of its own.");
            Assert.True(method.GetParameters()[^1] is { HasDefaultValue: true } last && last.ParameterType == typeof(CancellationToken),
                $"{method.DeclaringType!.Name}.{method.Name}");
        }
    }

    private static bool IsIn(Type wanted, Type sample) => sample == wanted || Members(sample).Any(member => IsIn(wanted, member.Type.GetElementType() ?? member.Type));

    private static string AliasOf(Type type) => type.GetCustomAttribute<AliasAttribute>()!.Alias;

    private static string Describe(Type grain) => $"{KindOf(grain)} {AliasOf(grain)}\n" + string.Concat(grain.GetMethods()
        .OrderBy(method => method.GetCustomAttribute<AliasAttribute>()!.Alias, StringComparer.Ordinal).Select(method =>
            $"  {method.GetCustomAttribute<AliasAttribute>()!.Alias}({string.Join(", ", method.GetParameters().Select(parameter => NameOf(parameter.ParameterType)))}) "
            + $"-> {NameOf(method.ReturnType)} within {method.GetCustomAttribute<ResponseTimeoutAttribute>()!.Timeout}\n"));

    private static string DescribeMessage(Type type) => type.IsEnum
        ? $"enum {AliasOf(type)}\n" + string.Concat(Enum.GetValues(type).Cast<object>().Select(value => $"  {(int)value} {value}\n"))
        : $"message {AliasOf(type)}\n" + string.Concat(Members(type).OrderBy(member => member.Id).Select(member => $"  {member.Id} {NameOf(member.Type)} {member.Name}\n"));

    private static string KindOf(Type grain) => grain.GetInterfaces().Single(type => type.Name.StartsWith("IGrainWith", StringComparison.Ordinal)).Name["IGrainWith".Length..];

    private static IEnumerable<(uint Id, Type Type, string Name)> Members(Type type) =>
        from member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance)
        let id = member.GetCustomAttribute<IdAttribute>()
        where id is not null
        select (id.Id, member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType, member.Name);

    private static string NameOf(Type type) => type switch
    {
        { IsArray: true } => $"{NameOf(type.GetElementType()!)}[]",
        { IsGenericType: true } => $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>",
        _ => type.GetCustomAttribute<AliasAttribute>()?.Alias ?? type.Name,
    };
}
