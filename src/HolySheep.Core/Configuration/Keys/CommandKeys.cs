using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Tasks;
using HolySheep.Chat;

namespace HolySheep.Configuration.Keys;

/// <summary>The keys that commands printed, kept for the process as long as they live. Calls at once share one run.</summary>
internal sealed class CommandKeys
{
    // A program that fails is not run for every row of a job.
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(30);
    private static readonly ConcurrentDictionary<KeyCommand, CommandKeys> OfProcess = new();

    private readonly KeyCommand _command;
    private readonly object _lock = new();
    private Task<KeyProbe>? _run;
    private DateTimeOffset _until;
    private Secret? _last;

    private CommandKeys(KeyCommand command) => _command = command;

    /// <summary>The keys of a command.</summary>
    public static CommandKeys Of(KeyCommand command) => OfProcess.GetOrAdd(command, static command => new CommandKeys(command));

    /// <summary>What stands for the key until a call is sent: the same for every key that the command prints, so that limits and health outlive the key. Never sent.</summary>
    public static Secret StandIn(KeyCommand command) =>
        new("command " + string.Join(" ", command.Arguments) + " " + command.Lifetime.TotalSeconds.ToString(CultureInfo.InvariantCulture));

    /// <summary>The key: a known one, or that of a run, which goes on if this caller stops waiting.</summary>
    /// <param name="timeProvider">The clock.</param>
    public async Task<KeyProbe> FindAsync(TimeProvider timeProvider)
    {
        Task<KeyProbe> run;
        lock (_lock)
        {
            var now = timeProvider.GetUtcNow();
            if (_run is null || (_run.IsCompleted && now >= _until))
            {
                _until = now + _command.Lifetime;
                _run = Task.Run(() => KeyProgram.RunAsync(_command, timeProvider));
            }

            run = _run;
        }

        var probe = await run.ConfigureAwait(false);
        lock (_lock)
        {
            _last = run == _run ? probe.Key : _last;
            var pause = timeProvider.GetUtcNow() + FailurePause;
            _until = probe.Key is null && run == _run && _until > pause ? pause : _until;
        }

        return probe;
    }

    /// <summary>Forgets a key that a provider refused, so that the next call has the program run again; another provider may still take the key.</summary>
    public void Forget(Secret key)
    {
        lock (_lock)
        {
            if (key.Equals(_last))
            {
                // Only the first refusal: later ones of the same key must not end the run that it began.
                (_run, _last) = (null, null);
            }
        }
    }
}
