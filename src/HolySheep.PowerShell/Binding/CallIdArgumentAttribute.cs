using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>Accepts an answer, an error of a call, or a listed call in place of the id of the call.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CallIdArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => ValueShapes.Unwrapped(inputData) switch
    {
        string id => id,
        IList items => items.Cast<object?>().Select(item => IdOf(item) ?? item).ToArray(),
        _ => IdOf(inputData) ?? inputData,
    };

    // The id of an answer itself is the provider's.
    private static object? IdOf(object? item)
    {
        if (item is null)
        {
            return null;
        }

        var whole = PSObject.AsPSObject(item);
        return whole.BaseObject switch
        {
            string id => id,
            ErrorRecord { Exception: ChatException { CallId: { } called } } => called,
            ErrorRecord => throw new ArgumentTransformationMetadataException("This error belongs to no call in the ledger: nothing was sent."),
            _ when whole.Properties["CallId"] is { } called => called.Value ?? throw new ArgumentTransformationMetadataException("This answer belongs to no call in a ledger: the answer cache or the sandbox gave it, or no ledger is kept."),
            _ => whole.Properties["Id"]?.Value,
        };
    }
}
