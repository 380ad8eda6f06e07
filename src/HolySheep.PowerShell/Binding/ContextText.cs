using System.Collections.Generic;
using System.Collections.Specialized;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace HolySheep.PowerShell.Binding;

/// <summary>Formats piped inputs as the text that a prompt asks about: texts as their lines, and objects as the console shows them, without truncation.</summary>
internal static class ContextText
{
    private const string Shown = "param($Objects, $AsList) $FormatEnumerationLimit = -1; "
        + "if ($AsList) { $Objects | Microsoft.PowerShell.Utility\\Format-List | Microsoft.PowerShell.Utility\\Out-String -Width 4096 } else { $Objects | Microsoft.PowerShell.Utility\\Out-String -Width 4096 }";

    // A table cell shows only a part of a long text, and only the first of several lines.
    private const int LongestCell = 1000;

    /// <summary>The text of all inputs; runs scripts, so call it on the pipeline thread.</summary>
    /// <exception cref="HolySheep.Errors.HolySheepException">An input cannot be read.</exception>
    internal static string Of(IReadOnlyList<object?> inputs)
    {
        var text = new StringBuilder();
        var objects = new List<object?>();
        foreach (var input in inputs.SelectMany(Spread))
        {
            if (!PipelineText.IsText(input))
            {
                objects.Add(input);
                continue;
            }

            Flush(text, objects);
            text.Append(PipelineText.Of(input)).Append('\n');
        }

        Flush(text, objects);
        return text.ToString().TrimEnd('\n');
    }

    private static IEnumerable<object?> Spread(object? input) =>
        ValueShapes.Of(input) == ValueShape.List ? ValueShapes.Items(ValueShapes.Unwrapped(input)!).GetEnumerator().Guarded("A list") : [input];

    private static void Flush(StringBuilder text, List<object?> objects)
    {
        if (objects.Count > 0)
        {
            text.Append(Show(objects)).Append('\n');
            objects.Clear();
        }
    }

    private static string Show(IReadOnlyList<object?> objects)
    {
        if (objects.All(value => ValueShapes.Of(value) is ValueShape.Record or ValueShape.Table || HasView(value)))
        {
            var shown = objects.Select(Plain).ToArray();
            try
            {
                var result = ScriptBlock.Create(Shown).Invoke(shown, shown.Any(NeedsList));
                return string.Join("\n", string.Concat(result.Select(line => line?.ToString())).Replace("\r\n", "\n").Split('\n').Select(line => line.TrimEnd())).Trim('\n');
            }
            catch (CommandNotFoundException)
            {
                // A bare engine has no Out-String.
            }
        }

        return string.Join("\n", objects.Select(PipelineText.Of));
    }

    // An object that would be shown as its type name has neither properties nor a text.
    private static bool HasView(object? value) => ValueShapes.Of(value) == ValueShape.Object && PSObject.AsPSObject(value!).Properties.Any();

    // A value inside a property would be shown as its type name.
    private static object? Plain(object? value)
    {
        if (ValueShapes.Of(value) is not (ValueShape.Record or ValueShape.Table))
        {
            return value;
        }

        var members = InputMembers.Of(value);
        if (members.All(member => IsPlain(member.Value)))
        {
            return value;
        }

        if (ValueShapes.Of(value) == ValueShape.Table)
        {
            var table = new OrderedDictionary();
            foreach (var member in members)
            {
                table[member.Name] = TextOf(member.Value);
            }

            return table;
        }

        var copy = new PSObject();
        foreach (var member in members)
        {
            InputRow.Set(copy, member.Name, TextOf(member.Value));
        }

        return copy;
    }

    private static bool IsPlain(object? value) => ValueShapes.Of(value) is ValueShape.Nothing or ValueShape.Scalar;

    private static object? TextOf(object? value) => IsPlain(value) ? value : PipelineText.Of(value);

    private static bool NeedsList(object? value) =>
        ValueShapes.Of(value) is ValueShape.Record or ValueShape.Table
        && InputMembers.Of(value).Any(member => ValueShapes.Unwrapped(member.ValueOrNull()) is string text && (text.Length > LongestCell || text.IndexOf('\n') >= 0));
}
