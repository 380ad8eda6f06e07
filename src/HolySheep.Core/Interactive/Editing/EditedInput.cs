using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Interactive.Terminal;
using HolySheep.Time;

namespace HolySheep.Interactive.Editing;

/// <summary>Reads inputs key by key, with an editor: several lines, history, completion, paste. What is typed during an answer is kept for the next input.</summary>
public sealed class EditedInput : IChatInput
{
    private const string Prompt = "> ";
    private const char CtrlC = '\u0003';

    // Short enough that a person notices no delay, long enough that an idle prompt costs nothing.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(15);

    // A sequence of one key can come in two parts over a slow line.
    private const int IntervalsOfSequence = 4;

    private readonly IKeySource _keys;
    private readonly IChatScreen _screen;
    private readonly Func<string, IReadOnlyList<string>> _complete;
    private readonly TimeProvider _clock;
    private readonly InputHistory _history = new();
    private readonly KeyDecoder _decoder = new();
    private readonly Queue<PressedKey> _ahead = new();

    /// <summary>Creates a reader.</summary>
    /// <param name="keys">The keys of the terminal.</param>
    /// <param name="screen">Where the input is drawn.</param>
    /// <param name="complete">The texts that can take the place of an unfinished input.</param>
    /// <param name="clock">The clock.</param>
    public EditedInput(IKeySource keys, IChatScreen screen, Func<string, IReadOnlyList<string>> complete, TimeProvider clock) =>
        (_keys, _screen, _complete, _clock) = (keys, screen, complete, clock);

    /// <inheritdoc/>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_screen.CanMove)
        {
            await _screen.WriteAsync(Ansi.MarkPastes).ConfigureAwait(false);
        }

        try
        {
            return await EditAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (_screen.CanMove)
            {
                await _screen.WriteAsync(Ansi.DoNotMarkPastes).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public bool WantsToStop()
    {
        var stops = false;
        while (_keys.TryRead(out var key))
        {
            if (key.Character == CtrlC)
            {
                stops = true;
                _ahead.Clear();
            }
            else
            {
                _ahead.Enqueue(key);
            }
        }

        return stops;
    }

    private async ValueTask<string?> EditAsync(CancellationToken cancellationToken)
    {
        var editor = new InputEditor(_history, _complete);
        var area = new InputArea(_screen, Prompt);
        var width = _screen.Width;
        await area.DrawAsync(editor.Buffer).ConfigureAwait(false);
        while (true)
        {
            var outcome = await NextAsync(editor, area, () => _screen.Width != width, cancellationToken).ConfigureAwait(false);
            width = _screen.Width;
            switch (outcome)
            {
                case EditOutcome.Submitted:
                    await area.EndAsync(editor.Buffer).ConfigureAwait(false);
                    _history.Add(editor.Buffer.Text);
                    return editor.Buffer.Text;
                case EditOutcome.Ended:
                    await area.EndAsync(editor.Buffer).ConfigureAwait(false);
                    return null;
                case EditOutcome.Dropped:
                    await area.EndAsync(editor.Buffer).ConfigureAwait(false);
                    editor = new InputEditor(_history, _complete);
                    break;
                case EditOutcome.ScreenCleared when _screen.CanMove:
                    await _screen.WriteAsync(Ansi.ClearScreen).ConfigureAwait(false);
                    area.Forget();
                    break;
            }

            await area.DrawAsync(editor.Buffer).ConfigureAwait(false);
        }
    }

    /// <summary>Applies keys until there are none, and gives the first outcome that is more than a change; drawing once for many keys keeps a long paste fast.</summary>
    private async ValueTask<EditOutcome> NextAsync(InputEditor editor, InputArea area, Func<bool> isResized, CancellationToken cancellationToken)
    {
        var changed = false;
        for (var idle = 0; ;)
        {
            if (!TryRead(out var key))
            {
                if (changed || isResized())
                {
                    return EditOutcome.Changed;
                }

                if (_decoder.IsPending && ++idle > IntervalsOfSequence)
                {
                    _decoder.DropPending();
                }

                await Pause.ForAsync(_clock, Interval, cancellationToken).ConfigureAwait(false);
                continue;
            }

            idle = 0;
            foreach (var edit in _decoder.Add(key))
            {
                var outcome = editor.Apply(edit);
                if (outcome != EditOutcome.Changed)
                {
                    return outcome;
                }

                changed = true;
                await OfferAsync(editor, area).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask OfferAsync(InputEditor editor, InputArea area)
    {
        if (editor.Offers.Count > 0)
        {
            var cursor = editor.Buffer.Cursor;
            await area.EndAsync(editor.Buffer).ConfigureAwait(false);
            editor.Buffer.MoveTo(cursor);
            await _screen.WriteAsync(OfferText.Of(editor.Offers, editor.Buffer.Text, _screen.Width)).ConfigureAwait(false);
        }
    }

    private bool TryRead(out PressedKey key)
    {
        if (_ahead.Count == 0)
        {
            return _keys.TryRead(out key);
        }

        key = _ahead.Dequeue();
        return true;
    }
}
