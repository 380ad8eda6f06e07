using System.Management.Automation;
using HolySheep.Configuration.Edits;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>Reads a target from a script: a text, or a hashtable or object with Target and Weight.</summary>
internal static class TargetText
{
    /// <exception cref="HolySheepException">The value is none of these.</exception>
    internal static TargetEdit Read(object? value)
    {
        if ((value is PSObject wrapped ? wrapped.BaseObject : value) is string text)
        {
            return new TargetEdit(text);
        }

        if (ObjectMember.Find(value, "Target") is not { } target)
        {
            throw Fault();
        }

        return new TargetEdit(PipelineText.Of(target), Weight(ObjectMember.Find(value, "Weight")));
    }

    private static int? Weight(object? weight) => (weight is PSObject wrapped ? wrapped.BaseObject : weight) switch
    {
        null => null,

        // The engine would take an empty text for 0, which drains the target.
        string text => PlainNumberAttribute.TryParse(text, out var read) && read == decimal.Truncate(read) && read is >= int.MinValue and <= int.MaxValue ? (int)read : throw Fault(),
        var other => LanguagePrimitives.TryConvertTo<int>(other, out var number) ? number : throw Fault(),
    };

    private static HolySheepException Fault() => new(
        ErrorCode.ArgumentInvalid,
        "A target must be a text such as 'backup/gpt-4.1', or have a Target and a Weight.",
        "Write, for example: -Target holysheep/gpt-4.1, @{ Target = 'backup/gpt-4.1'; Weight = 2 }");
}
