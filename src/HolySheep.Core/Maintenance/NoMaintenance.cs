using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Maintenance;

/// <summary>State that is kept in the process needs nothing.</summary>
internal sealed class NoMaintenance : IStateMaintenance
{
    public Task<StateOverview> ShowAsync(CancellationToken cancellationToken) => Task.FromResult(StateOverview.InProcess);

    public Task<IReadOnlyList<StateFinding>> CheckAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StateFinding>>([new StateFinding { Name = "place", Message = "State is kept in each process and ends with it." }]);

    public Task<StateMigration> MigrateAsync(bool preview, CancellationToken cancellationToken) => Task.FromResult(new StateMigration { From = 0 });

    public Task<IReadOnlyList<HeldResource>> ReleaseAsync(string machine, bool preview, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<HeldResource>>([]);
}
