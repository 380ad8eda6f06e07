using System.Management.Automation;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Shows where health, limits, money and shared jobs are kept, the machines that use it, and what they hold now.</summary>
[Cmdlet(VerbsCommon.Get, "HolySheepState")]
[OutputType(typeof(HolySheepState))]
public sealed class GetHolySheepStateCommand : HolySheepStateCommand
{
    /// <inheritdoc/>
    protected override void EndProcessing() => Ask(ConfigPath, static (place, stop) => place.ShowAsync(stop), overview => WriteObject(new HolySheepState(overview)));
}
