using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace HolySheep.Gateway.Serving;

/// <summary>Leaves the signals of the process to the program that runs the gateway. The host's own lifetime would take every one of them, a second one too.</summary>
internal sealed class ProgramLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
