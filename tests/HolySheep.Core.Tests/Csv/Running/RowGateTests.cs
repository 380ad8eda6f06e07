using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Csv.Running;

public sealed class RowGateTests : IDisposable
{
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider _clock = new();
    private readonly JobStop _stop = new();
    private readonly RowGate _gate;

    public RowGateTests() => _gate = new RowGate(_clock, limit: 4, maxCost: null, _stop);

    public void Dispose() => _stop.Dispose();

    [Theory]
    [InlineData(true), InlineData(false)]
    public void An_answer_to_a_call_from_before_a_pause_leaves_it_at_one_probe_whether_it_comes_within_the_pause_or_after_it(bool within)
    {
        Assert.True(Enter().IsCompleted && Enter().IsCompleted);
        Pause();
        Leave(answered: false);
        var waiting = Enumerable.Range(0, 6).Select(_ => Enter()).ToArray();
        Pass(within ? TimeSpan.Zero : Break);
        Leave(answered: true);
        Pass(Break);
        Assert.Equal(1, LetIn(waiting));

        // The probe finds the targets out still: the next one is alone again.
        Pause();
        Leave(answered: false);
        Pass(Break);
        Assert.Equal(2, LetIn(waiting));

        // And this one has its answer: as many as the limit allows.
        Leave(answered: true);
        Assert.Equal(6, LetIn(waiting));
    }

    private static int LetIn(Task<bool>[] waiting) => waiting.Count(one => one.IsCompleted);

    private Task<bool> Enter() => _gate.EnterAsync(0);

    private void Leave(bool answered) => _gate.Leave(0, 0, answered, throttled: false);

    private void Pause() => _gate.Pause(_clock.GetUtcNow() + Break);

    private void Pass(TimeSpan time)
    {
        _clock.Advance(time);
        _gate.Wake();
    }
}
