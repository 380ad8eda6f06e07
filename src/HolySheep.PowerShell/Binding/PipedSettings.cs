using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>Checks that a Set- command gets the complete output of a Get- command. The engine silently drops what it cannot convert.</summary>
internal static class PipedSettings
{
    private const string Hint = "Pipe it directly, or through Export-Clixml, or through ConvertTo-Json and ConvertFrom-Json; a CSV file cannot hold lists and tables.";

    // What a list, a table or an object becomes in a cell of a CSV file, or in JSON beyond its depth.
    private static readonly Regex NameOfType = new(@"^(Deserialized\.)?(System|HolySheep\.PowerShell|<>z__)[\w.+]*(`\d+)?(\[.*\])?$|^@\{.*\}$", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>The error if a part of the input would be lost; null if none would.</summary>
    /// <param name="cmdlet">The command, with the parameters that the engine has bound.</param>
    /// <param name="input">The piped object.</param>
    /// <param name="given">The parameters on the command line, which take precedence over the input's.</param>
    internal static HolySheepException? FindFault(PSCmdlet cmdlet, PSObject input, IReadOnlyCollection<string> given)
    {
        if (ValueShapes.Of(input) is not (ValueShape.Record or ValueShape.Object) || ValueShapes.Unwrapped(input) is System.Collections.DictionaryEntry)
        {
            return new HolySheepException(ErrorCode.ArgumentInvalid, "A text, a list or a hashtable was piped in, which has no settings.",
                "Pipe in the output of the Get- command, or an object, as in: [pscustomobject] @{ Name = 'x' }; or give parameters.");
        }

        return Parameters(cmdlet.GetType()).Where(parameter => !given.Contains(parameter.Name))
            .Select(parameter => FaultOf(parameter, input, cmdlet.MyInvocation.BoundParameters))
            .FirstOrDefault(fault => fault is not null);
    }

    private static HolySheepException? FaultOf(PropertyInfo parameter, PSObject input, IDictionary<string, object> bound)
    {
        if (Names(parameter).Select(name => input.Properties[name]).FirstOrDefault(property => property is not null) is not { } source)
        {
            return null;
        }

        var value = InputFault.Guard($"The property '{source.Name}' of the input", () => source.Value);
        return Texts(value).FirstOrDefault(NameOfType.IsMatch) is { } name
                ? new HolySheepException(ErrorCode.ArgumentInvalid, $"The input's '{source.Name}' is '{name}': only its type name was preserved. Nothing was set.", Hint)
            : parameter.PropertyType.IsArray && ValueShapes.Unwrapped(value) is string several && several.IndexOf(',') >= 0 && NestedText.ReadList(several) is null
                ? new HolySheepException(ErrorCode.ArgumentInvalid, $"The input's '{source.Name}' is a list that became one text: '{several}'. Nothing was set.", Hint)
            : value is null || bound.ContainsKey(parameter.Name) || value is "" ? null
            : new HolySheepException(ErrorCode.ArgumentInvalid, $"The input's '{source.Name}' cannot be read as -{parameter.Name}: '{PipelineText.Of(value)}'. Nothing was set.", Hint);
    }

    private static IEnumerable<string> Texts(object? value) => ValueShapes.Unwrapped(value) switch
    {
        string text => [text],
        { } list when ValueShapes.Of(list) == ValueShape.List => ValueShapes.Items(list).Select(ValueShapes.Unwrapped).OfType<string>(),
        _ => [],
    };

    private static IEnumerable<string> Names(PropertyInfo parameter) => [parameter.Name, .. parameter.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []];

    private static IEnumerable<PropertyInfo> Parameters(Type cmdlet) =>
        cmdlet.GetProperties().Where(property => property.GetCustomAttributes<ParameterAttribute>().Any(parameter => parameter.ValueFromPipelineByPropertyName));
}
