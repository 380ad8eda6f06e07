using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;

namespace HolySheep.Cli.Running;

/// <summary>Keeps this process alive while a program runs, and passes on to it the signals that it does not get by itself.</summary>
internal sealed class SignalForwarding : IDisposable
{
    private static readonly (PosixSignal Signal, int Number)[] Named = [(PosixSignal.SIGHUP, 1), (PosixSignal.SIGINT, 2), (PosixSignal.SIGQUIT, 3), (PosixSignal.SIGTERM, 15)];

    // SIGALRM, SIGUSR1 and SIGUSR2, which .NET takes by their numbers: they would end this process, and leave the program without its gateway.
    private static readonly int[] Others = OperatingSystem.IsWindows() ? [] : OperatingSystem.IsMacOS() ? [14, 30, 31] : [14, 10, 12];

    private readonly Lock _lock = new();
    private readonly List<int> _early = [];
    private readonly List<PosixSignalRegistration> _registrations = [];
    private Process? _program;

    /// <summary>Begins, before the program starts: a signal that comes too early waits for it.</summary>
    public SignalForwarding()
    {
        foreach (var (signal, number) in Named.Concat(Others.Select(number => ((PosixSignal)number, number))))
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Take(signal, number);
            }));
        }
    }

    /// <summary>Says that the program has started.</summary>
    public void Started(Process program)
    {
        lock (_lock)
        {
            _program = program;
            _early.ForEach(Send);
            _early.Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Take(PosixSignal signal, int number)
    {
        // The keys of a terminal reach the whole group of processes in front, and the console of Windows all of them.
        if (OperatingSystem.IsWindows() || (signal is PosixSignal.SIGINT or PosixSignal.SIGQUIT && IsInFront()))
        {
            return;
        }

        lock (_lock)
        {
            if (_program is null)
            {
                _early.Add(number);
            }
            else
            {
                Send(number);
            }
        }
    }

    private void Send(int number)
    {
        if (!OperatingSystem.IsWindows() && _program is { HasExited: false } program)
        {
            _ = Kill(program.Id, number);
        }
    }

    private static bool IsInFront()
    {
        for (var descriptor = 0; descriptor < 3; descriptor++)
        {
            if (ForegroundGroup(descriptor) is > 0 and var group)
            {
                return group == OwnGroup();
            }
        }

        return false;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "tcgetpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ForegroundGroup(int descriptor);

    [DllImport("libc", EntryPoint = "getpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OwnGroup();
}
