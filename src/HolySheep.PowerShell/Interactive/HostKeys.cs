using System;
using HolySheep.Interactive.Editing;

namespace HolySheep.PowerShell.Interactive;

/// <summary>The keys of the terminal. While it exists, Ctrl+C is a key, which PowerShell would stop the whole pipeline for.</summary>
internal sealed class HostKeys : IKeySource, IDisposable
{
    private readonly bool _before = Console.TreatControlCAsInput;

    internal HostKeys()
    {
        Console.TreatControlCAsInput = true;

        // Turns the echo off before anything is shown: what is typed until the first read would show twice.
        _ = Console.KeyAvailable;
    }

    public bool TryRead(out PressedKey key)
    {
        key = default;
        if (!Console.KeyAvailable)
        {
            return false;
        }

        var pressed = Console.ReadKey(intercept: true);
        key = new PressedKey(
            pressed.KeyChar,
            (int)pressed.Key,
            (pressed.Modifiers & ConsoleModifiers.Shift) != 0,
            (pressed.Modifiers & ConsoleModifiers.Alt) != 0,
            (pressed.Modifiers & ConsoleModifiers.Control) != 0);
        return true;
    }

    public void Dispose() => Console.TreatControlCAsInput = _before;
}
