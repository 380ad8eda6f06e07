using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Files;

namespace HolySheep.Configuration.Edits;

/// <summary>Lets one writer at a time change a file, across processes.</summary>
/// <remarks>The lock is the open handle: it ends with its process, and a lock file that was left behind blocks no writer. The file itself is not deleted, because two writers could then hold two files of one name.</remarks>
internal static class ConfigurationLock
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    private static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Takes the lock of a file; disposing releases it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="time">The clock.</param>
    /// <param name="patience">The longest wait for other writers; 5 s unless given.</param>
    /// <exception cref="ConfigurationException">Another writer held it for all that time.</exception>
    public static FileStream Take(string file, TimeProvider time, TimeSpan? patience = null)
    {
        var longest = patience ?? UsualPatience;
        var begin = time.GetTimestamp();
        while (true)
        {
            try
            {
                return OwnerFile.OpenAlone(file + ".lock");
            }
            catch (IOException e) when (IsHeld(e))
            {
                if (time.GetElapsedTime(begin) >= longest)
                {
                    throw new ConfigurationException($"another process has been changing the file for {longest.TotalSeconds} s", file,
                        hint: $"Try again. If it happens again, find the process that holds '{file}.lock' open.", code: ErrorCode.ConfigurationLocked);
                }
            }

            Wait(Pause, time);
        }
    }

    /// <summary>Whether opening a file exclusively failed because another process has it open.</summary>
    public static bool IsHeld(IOException exception) => exception.HResult is SharingViolation or LockViolation or WouldBlockOnLinux or WouldBlockOnMac;

    private static void Wait(TimeSpan span, TimeProvider time)
    {
        var due = new TaskCompletionSource<bool>();
        using var timer = time.CreateTimer(_ => due.TrySetResult(true), null, span, Timeout.InfiniteTimeSpan);
        due.Task.GetAwaiter().GetResult();
    }
}
