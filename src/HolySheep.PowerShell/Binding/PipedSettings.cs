using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>What a Get- command gave and a Set- command takes: every part of it, or an error. The engine leaves out, without a word, what it cannot convert.</summary>
internal static class PipedSettings
{
    private const string Hint = "Hand it over as it is, by Export-Clixml, or by ConvertTo-Json and ConvertFrom-Json; a CSV file holds no lists and tables.";

    // What a list, a table or an object becomes in a cell of a CSV file, or deeper in JSON than its depth.
    private static readonly Regex NameOfType = new(@"^(Deserialized\.)?(System|HolySheep\.PowerShell|<>z__)[\w.+]*(`\d+)?(\[.*\])?$|^@\{.*\}$", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>Why a part of the input would be lost; null if none would.</summary>
    /// <param name="cmdlet">The command, with what the engine has bound.</param>
    /// <param name="input">The piped object.</param>
    /// <param name="given">The parameters on the command line, which go before the input's.</param>
    internal static HolySheepException? FindFault(PSCmdlet cmdlet, PSObject input, IReadOnlyCollection<string> given)
    {
        if (ValueShapes.Of(input) is not (ValueShape.Record or ValueShape.Object) || ValueShapes.Unwrapped(input) is System.Collections.DictionaryEntry)
        {
            return new HolySheepException(ErrorCode.ArgumentInvalid, "A text, a list or a hashtable was piped in, of which nothing can be set.",
                "Pipe in what the Get- command gave, or an object, as in: [pscustomobject] @{ Name = 'x' }; or give parameters.");
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
                ? new HolySheepException(ErrorCode.ArgumentInvalid, $"The input's '{source.Name}' is '{name}': only the name of its type came through. Nothing was set.", Hint)
            : parameter.PropertyType.IsArray && ValueShapes.Unwrapped(value) is string several && several.IndexOf(',') >= 0 && NestedText.ReadList(several) is null
                ? new HolySheepException(ErrorCode.ArgumentInvalid, $"The input's '{source.Name}' is a list that came through as one text: '{several}'. Nothing was set.", Hint)
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
