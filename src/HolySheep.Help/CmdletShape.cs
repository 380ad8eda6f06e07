using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace HolySheep.Help;

/// <summary>The metadata of a cmdlet.</summary>
internal sealed class CmdletShape
{
    private CmdletShape(Type type, CustomAttributeData attribute)
    {
        Type = type;
        Verb = (string)attribute.ConstructorArguments[0].Value!;
        Noun = (string)attribute.ConstructorArguments[1].Value!;
        Parameters = [.. Declared(type), .. Supports(attribute) ? ParameterShape.OfEveryChange : []];
        Outputs = [.. type.GetCustomAttributesData().Named("OutputTypeAttribute").SelectMany(output => output.ConstructorArguments.Types())];
    }

    internal Type Type { get; }

    internal string Verb { get; }

    internal string Noun { get; }

    internal string Name => Verb + "-" + Noun;

    /// <summary>Its own parameters in the order of declaration, then those of its base classes.</summary>
    internal IReadOnlyList<ParameterShape> Parameters { get; }

    internal IReadOnlyList<Type> Outputs { get; }

    /// <summary>The names of its parameter sets; the default name if it has none.</summary>
    internal IReadOnlyList<string> Sets
    {
        get
        {
            string[] named = [.. Parameters.SelectMany(parameter => parameter.Uses).Select(use => use.Set).Where(set => set != ParameterUse.EverySet).Distinct()];
            return named.Length > 0 ? named : [ParameterUse.EverySet];
        }
    }

    internal static IEnumerable<CmdletShape> Of(Assembly assembly) =>
        from type in assembly.GetExportedTypes()
        where !type.IsAbstract
        from attribute in type.GetCustomAttributesData().Named("CmdletAttribute")
        select new CmdletShape(type, attribute);

    private static IEnumerable<ParameterShape> Declared(Type type) =>
        from property in type.GetProperties()
        where property.GetCustomAttributesData().Named("ParameterAttribute").Any()
        select ParameterShape.Of(property);

    private static bool Supports(CustomAttributeData cmdlet) => cmdlet.Value("SupportsShouldProcess") is true;
}
