using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Mono.Cecil;

namespace HolySheep.Architecture.Tests.Reading;

/// <summary>Reads the names that types declare and the literals that they hold, UTF-8 ones too.</summary>
internal static class WordingReader
{
    public static IReadOnlyList<Wording> Read(ModuleDefinition module, string root, string area) =>
        [.. module.GetTypes().Where(type => Areas.Of(Areas.NamespaceOf(type), root) == area).SelectMany(type => Read(type, root))];

    private static IEnumerable<Wording> Read(TypeDefinition type, string root)
    {
        string below = Areas.NamespaceOf(type)[root.Length..];
        IEnumerable<string> names =
        [
            below,
            type.Name,
            .. type.Fields.Select(field => field.Name),
            .. type.Properties.Select(property => property.Name),
            .. type.Events.Select(raised => raised.Name),
            .. type.Methods.Select(method => method.Name),
            .. type.Methods.SelectMany(method => method.Parameters).Select(parameter => parameter.Name),
        ];
        IEnumerable<string> literals =
        [
            .. type.Fields.Select(field => field.Constant).OfType<string>(),
            .. type.Methods.SelectMany(method => method.Parameters).Select(parameter => parameter.Constant).OfType<string>(),
            .. Attributed(type).SelectMany(provider => provider.CustomAttributes).SelectMany(Texts),
            .. type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions).Select(instruction => Literal(instruction.Operand)).OfType<string>(),
        ];
        return [.. names.Select(name => new Wording(type.FullName, name, true)), .. literals.Select(literal => new Wording(type.FullName, literal, false))];
    }

    private static IEnumerable<ICustomAttributeProvider> Attributed(TypeDefinition type) =>
        [type, .. type.Fields, .. type.Properties, .. type.Events, .. type.Methods, .. type.Methods.SelectMany(method => method.Parameters)];

    private static IEnumerable<string> Texts(CustomAttribute attribute) =>
        attribute.ConstructorArguments.Concat(attribute.Properties.Select(property => property.Argument)).SelectMany(Texts);

    private static IEnumerable<string> Texts(CustomAttributeArgument argument) => argument.Value switch
    {
        string text => [text],
        CustomAttributeArgument inner => Texts(inner),
        CustomAttributeArgument[] inner => inner.SelectMany(Texts),
        _ => [],
    };

    // a UTF-8 literal is a field of bytes that the compiler adds to the module
    private static string? Literal(object? operand) => operand switch
    {
        string text => text,
        FieldDefinition { InitialValue.Length: > 0 } field when field.DeclaringType.Name.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal) => Encoding.UTF8.GetString(field.InitialValue).TrimEnd('\0'),
        _ => null,
    };
}
