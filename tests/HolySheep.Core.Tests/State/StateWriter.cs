using System;

namespace HolySheep.State;

/// <summary>A process that writes the state without end, until it is killed. It loads little: two hundred of them are started.</summary>
internal static class StateWriter
{
    public const string Begins = "writing";

    public static void Run(string folder)
    {
        using var state = StateBackends.Open(folder, TimeProvider.System);
        for (var failures = 0; ; failures++)
        {
            state.Health.Update($"one/{failures % 10}", health => health with { Failures = health.Failures + 1 });
            if (failures == 0)
            {
                Console.WriteLine(state.TakeWarning() ?? Begins);
            }
        }
    }
}
