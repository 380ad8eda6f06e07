using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace HolySheep.Help;

/// <summary>The metadata of a parameter.</summary>
internal sealed class ParameterShape
{
    private const string Switch = "SwitchParameter";

    internal required string Name { get; init; }

    /// <summary>The id of its doc comment; null if it is one of PowerShell's own.</summary>
    internal string? CommentId { get; private init; }

    /// <summary>The description if it has no doc comment.</summary>
    internal string Text { get; private init; } = "";

    internal required string TypeName { get; init; }

    internal bool IsSwitch => TypeName == Switch;

    internal IReadOnlyList<string> Aliases { get; private init; } = [];

    internal required IReadOnlyList<ParameterUse> Uses { get; init; }

    /// <summary>The allowed values; empty if they are not limited.</summary>
    internal IReadOnlyList<string> Values { get; private init; } = [];

    /// <summary>The default value, as far as the type implies it.</summary>
    internal string Default { get; private init; } = "None";

    /// <summary>Its limits in words; empty if it has none.</summary>
    internal string Range { get; private init; } = "";

    internal bool Wildcards { get; private init; }

    /// <summary>The parameters of every cmdlet that makes changes.</summary>
    internal static IReadOnlyList<ParameterShape> OfEveryChange { get; } =
    [
        Own("WhatIf", "wi", "Shows what would change, and changes nothing."),
        Own("Confirm", "cf", "Asks before every change."),
    ];

    internal static ParameterShape Of(PropertyInfo property)
    {
        var attributes = property.GetCustomAttributesData();
        var type = property.PropertyType is { IsGenericType: true } nullable ? nullable.GenericTypeArguments[0] : property.PropertyType;
        return new ParameterShape
        {
            Name = property.Name,
            CommentId = $"P:{property.DeclaringType!.FullName}.{property.Name}",
            TypeName = type.Name,
            Aliases = Strings(attributes, "AliasAttribute"),
            Uses = [.. attributes.Named("ParameterAttribute").Select(ParameterUse.Of)],
            Values = type.IsEnum ? type.GetEnumNames() : Strings(attributes, "ValidateSetAttribute"),
            Default = type.Name == Switch ? "False" : property.PropertyType.IsEnum ? type.GetEnumNames()[0] : "None",
            Range = attributes.Named("ValidateRangeAttribute").Concat(attributes.Named("NumberRangeAttribute")).Select(range => InWords(range.ConstructorArguments)).FirstOrDefault() ?? "",
            Wildcards = attributes.Named("SupportsWildcardsAttribute").Any(),
        };
    }

    private static ParameterShape Own(string name, string alias, string text) => new()
    {
        Name = name,
        Text = text,
        TypeName = Switch,
        Default = "False",
        Aliases = [alias],
        Uses = [new ParameterUse(ParameterUse.EverySet, Mandatory: false, Position: null, "False")],
    };

    private static string[] Strings(IEnumerable<CustomAttributeData> attributes, string name) =>
        [.. attributes.Named(name).SelectMany(attribute => attribute.ConstructorArguments.Flat()).Cast<string>()];

    private static string InWords(IEnumerable<CustomAttributeTypedArgument> limits) => limits.Select(limit => limit.Value).ToArray() switch
    {
        [var least, int.MaxValue] => Invariant($"At least {least}."),
        [var least, var most] => Invariant($"From {least} to {most}."),
        _ => "",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
