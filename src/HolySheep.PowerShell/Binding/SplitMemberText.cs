using System.Management.Automation;
using HolySheep.Configuration.Edits;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>Reads a member of a split from a script: a text, or a hashtable or object with Model and Percent.</summary>
internal static class SplitMemberText
{
    /// <exception cref="HolySheepException">The value is none of these.</exception>
    internal static SplitMemberEdit Read(object? value)
    {
        value = NestedText.Read(value);
        if ((value is PSObject wrapped ? wrapped.BaseObject : value) is string text)
        {
            return new SplitMemberEdit(text);
        }

        if (ObjectMember.Find(value, "Model") is not { } model)
        {
            throw Fault();
        }

        return new SplitMemberEdit(PipelineText.Of(model), Percent(ObjectMember.Find(value, "Percent")));
    }

    private static decimal? Percent(object? percent) => (percent is PSObject wrapped ? wrapped.BaseObject : percent) switch
    {
        null => null,
        string text => PlainNumberAttribute.TryParse(text, out var number) ? number : throw Fault(),
        var other => LanguagePrimitives.TryConvertTo<decimal>(other, out var number) ? number : throw Fault(),
    };

    private static HolySheepException Fault() => new(
        ErrorCode.ArgumentInvalid,
        "A member of a split must be a model such as 'claude-sonnet-4.5', or have a Model and a Percent.",
        "Write, for example: -To @{ Model = 'claude-sonnet-4.5'; Percent = 5 }, @{ Model = 'backup/gpt-4.1'; Percent = 10 }");
}
