using System;
using System.IO;
using System.Threading.Tasks;

namespace HolySheep.Architecture.Tests.Bait.Routing;

internal sealed class RoutingThatWaits(TimeProvider clock)
{
    public bool Exists(string path) => File.Exists(path);

    public Task WaitAsync() => Task.Delay(TimeSpan.Zero, clock);
}
