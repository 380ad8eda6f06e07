using SQLitePCL;
#if !NET8_0_OR_GREATER
using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
#endif

namespace HolySheep.State.Sqlite.Engine;

/// <summary>Loads the native library once per process.</summary>
internal static class NativeSqlite
{
    /// <summary>Loads the library; does nothing the second time.</summary>
    public static void Load() => Loading.Begin();

    private static class Loading
    {
        static Loading()
        {
#if !NET8_0_OR_GREATER
            if (RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal))
            {
                LoadBeside();
            }
#endif
            Batteries_V2.Init();
        }

        public static void Begin()
        {
        }

#if !NET8_0_OR_GREATER
        /// <summary>.NET Framework does not search <c>runtimes</c>, but finds a library by name if it is already loaded.</summary>
        private static void LoadBeside()
        {
            var folder = Path.GetDirectoryName(typeof(NativeSqlite).Assembly.Location)!;
            var platform = "win-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
            var file = Path.Combine(folder, "runtimes", platform, "native", "e_sqlite3.dll");
            if (File.Exists(file) && LoadLibrary(file) == IntPtr.Zero)
            {
                throw new DllNotFoundException($"'{file}' cannot be loaded: {new Win32Exception().Message}");
            }
        }

        [DllImport("kernel32", CharSet = CharSet.Unicode, EntryPoint = "LoadLibraryW", SetLastError = true)]
        private static extern IntPtr LoadLibrary(string file);
#endif
    }
}
