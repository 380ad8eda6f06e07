using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Errors;

namespace HolySheep.Maintenance;

/// <summary>Looks after the place where a client keeps its state.</summary>
public sealed class StateMaintenance
{
    private readonly IStateMaintenance _place;

    internal StateMaintenance(IStateMaintenance place) => _place = place;

    /// <summary>Describes the place, and what is held in it. Changes nothing.</summary>
    /// <exception cref="HolySheepException">The place cannot be used.</exception>
    public Task<StateOverview> ShowAsync(CancellationToken cancellationToken = default) => _place.ShowAsync(cancellationToken);

    /// <summary>Checks whether the place can be reached and used, and whether its parts agree. Takes as long as reading the whole ledger.</summary>
    public Task<IReadOnlyList<StateFinding>> CheckAsync(CancellationToken cancellationToken = default) => _place.CheckAsync(cancellationToken);

    /// <summary>Brings the schema to the version of this program, which the next call would do as well if it has the rights.</summary>
    /// <param name="preview">Whether only to say what would change.</param>
    /// <param name="cancellationToken">Cancels the change, which is then undone.</param>
    /// <exception cref="HolySheepException">The place cannot be used.</exception>
    public Task<StateMigration> MigrateAsync(bool preview = false, CancellationToken cancellationToken = default) => _place.MigrateAsync(preview, cancellationToken);

    /// <summary>Releases what a machine that will not come back holds: its calls under way are booked with their estimated cost, and its places and rows are free.</summary>
    /// <param name="machine">The name of the machine; case is ignored.</param>
    /// <param name="preview">Whether only to say what would be released.</param>
    /// <param name="cancellationToken">Cancels the release.</param>
    /// <returns>What was released.</returns>
    /// <exception cref="HolySheepException">The place cannot be used, or the machine is known to be alive.</exception>
    public Task<IReadOnlyList<HeldResource>> ReleaseAsync(string machine, bool preview = false, CancellationToken cancellationToken = default) =>
        string.Equals(machine, Environment.MachineName, StringComparison.OrdinalIgnoreCase)
            ? throw new HolySheepException(ErrorCode.ArgumentInvalid, $"'{machine}' is this machine, on which processes may hold what they need.",
                "What ended processes of this machine hold is released by itself. Name a machine that will not come back.")
            : _place.ReleaseAsync(machine, preview, cancellationToken);

    /// <summary>The exit code of a check: that of its first fault.</summary>
    public static int ExitCodeOf(IEnumerable<StateFinding> findings)
    {
        foreach (var finding in findings)
        {
            if (finding.Code is { } code)
            {
                return ExitCode.Of(code);
            }
        }

        return ExitCode.Answered;
    }
}
