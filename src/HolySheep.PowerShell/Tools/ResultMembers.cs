using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;

namespace HolySheep.PowerShell.Tools;

/// <summary>Which properties of an object a model is told: those that a list of it shows, so that an object of the system does not fill the result with its inside.</summary>
internal static class ResultMembers
{
    private const string FullName = "FullName";

    // Where an object came from, which its path says too.
    private static readonly HashSet<string> OfProvider = new(StringComparer.OrdinalIgnoreCase) { "PSPath", "PSParentPath", "PSChildName", "PSDrive", "PSProvider" };

    /// <summary>The members of an object or a table.</summary>
    internal static IEnumerable<InputMember> Of(object value, object plain)
    {
        var members = ReadOf(value).Where(member => !OfProvider.Contains(member.Name));
        return ValueShapes.Of(value) == ValueShape.Object && Shown(value) is { Count: > 0 } shown
            ? members.Where(member => shown.Contains(member.Name) || member.Name == FullName)
            : members;
    }

    /// <summary>True if the model is told only the text of an object: a part of another object that belongs to the system, or one without properties.</summary>
    internal static bool IsOnlyText(object value, object plain, int depth) =>
        ValueShapes.Of(value) == ValueShape.Object && ((depth > 0 && IsSystems(plain.GetType())) || ReadOf(value).Count == 0);

    /// <summary>What an object says of itself, otherwise the name of its type.</summary>
    internal static string TextOf(object value, object plain)
    {
        try
        {
            return PipelineText.OfObject(value, plain) ?? plain.GetType().FullName ?? plain.GetType().Name;
        }
        catch (HolySheepException)
        {
            return plain.GetType().FullName ?? plain.GetType().Name;
        }
    }

    private static IReadOnlyList<InputMember> ReadOf(object value)
    {
        try
        {
            return InputMembers.Of(value);
        }
        catch (HolySheepException)
        {
            return [];
        }
    }

    /// <summary>The properties that the session shows of such an object; null if it says nothing of it.</summary>
    private static ICollection<string>? Shown(object value) =>
        PSObject.AsPSObject(value).Members["PSStandardMembers"]?.Value is PSMemberSet standard && standard.Members["DefaultDisplayPropertySet"] is PSPropertySet set
            ? new HashSet<string>(set.ReferencedPropertyNames, StringComparer.OrdinalIgnoreCase)
            : null;

    private static bool IsSystems(Type type) => type.Namespace is { } space && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal) || space.StartsWith("Microsoft.", StringComparison.Ordinal));
}
