using System;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;
using HolySheep.Health;

namespace HolySheep.State;

/// <summary>A process that writes the state without end, until it is killed. It loads little: two hundred of them are started.</summary>
internal static class StateWriter
{
    public const string Begins = "writing";

    public static void Run(string folder)
    {
        using var state = StateBackends.Open(folder, TimeProvider.System);
        var now = DateTimeOffset.UtcNow;
        var failed = HealthChange.Failed(OutcomeKind.Transient, new Failure { Signal = FailureSignal.ServerError, Message = "down" }, now, now, new HealthOptions());
        for (var failures = 0; ; failures++)
        {
            StoreWait.For(state.Health.ChangeAsync($"one/{failures % 10}", failed));
            if (failures == 0)
            {
                Console.WriteLine(state.TakeWarning() ?? Begins);
            }
        }
    }
}
