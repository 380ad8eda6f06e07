using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Errors;

namespace HolySheep.Maintenance;

/// <summary>Looks after a place where state is kept; one implementation for each engine.</summary>
internal interface IStateMaintenance
{
    /// <summary>Describes the place; changes no schema.</summary>
    /// <exception cref="HolySheepException">The place cannot be used.</exception>
    Task<StateOverview> ShowAsync(CancellationToken cancellationToken);

    /// <summary>Checks the place, from what everything else needs to what is needed by the fewest; ends after the first fault that makes the rest impossible.</summary>
    Task<IReadOnlyList<StateFinding>> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Brings the schema to the version of this program.</summary>
    /// <param name="preview">Whether only to say what would change.</param>
    /// <param name="cancellationToken">Cancels the change, which is then undone.</param>
    /// <exception cref="HolySheepException">The place cannot be used.</exception>
    Task<StateMigration> MigrateAsync(bool preview, CancellationToken cancellationToken);

    /// <summary>Releases what a machine holds: money that is reserved for its calls is booked as spent, and the rest is free.</summary>
    /// <param name="machine">Its name.</param>
    /// <param name="preview">Whether only to say what would be released.</param>
    /// <param name="cancellationToken">Cancels the release.</param>
    /// <returns>What was released.</returns>
    /// <exception cref="HolySheepException">The place cannot be used, or the machine is known to be alive.</exception>
    Task<IReadOnlyList<HeldResource>> ReleaseAsync(string machine, bool preview, CancellationToken cancellationToken);
}
