using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace HolySheep.Help;

/// <summary>Reads attributes without creating them, because their assemblies are not loaded for execution.</summary>
internal static class AttributeReading
{
    internal static IEnumerable<CustomAttributeData> Named(this IEnumerable<CustomAttributeData> attributes, string name) =>
        attributes.Where(attribute => attribute.AttributeType.Name == name);

    /// <summary>The value of a named argument; null if it is not given.</summary>
    internal static object? Value(this CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.Where(argument => argument.MemberName == name).Select(argument => argument.TypedValue.Value).FirstOrDefault();

    /// <summary>The values of arguments, including those in lists.</summary>
    internal static IEnumerable<object?> Flat(this IEnumerable<CustomAttributeTypedArgument> arguments) =>
        arguments.SelectMany(argument => argument.Value is IEnumerable<CustomAttributeTypedArgument> list ? list.Flat() : [argument.Value]);

    internal static IEnumerable<Type> Types(this IEnumerable<CustomAttributeTypedArgument> arguments) => arguments.Flat().OfType<Type>();
}
