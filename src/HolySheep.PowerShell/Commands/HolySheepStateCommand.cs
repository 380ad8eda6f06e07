using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Maintenance;

namespace HolySheep.PowerShell.Commands;

/// <summary>A command about the place where state is kept.</summary>
public abstract class HolySheepStateCommand : HolySheepConfigurationCommand
{
    private protected HolySheepStateCommand()
    {
    }

    /// <summary>Asks the place; an exception becomes the input's error.</summary>
    private protected void Ask<T>(object? target, Func<StateMaintenance, CancellationToken, Task<T>> ask, Action<T> write) => Use(target, _ => write(WithClient(shared =>
    {
        shared.ReadVault();
        return ask(shared.Client.Maintenance, Cancellation.Token).GetAwaiter().GetResult();
    })));
}
