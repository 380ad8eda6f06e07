using System;

namespace HolySheep.Interactive.Terminal;

/// <summary>How text is shown; styles can be combined.</summary>
[Flags]
internal enum TextStyle
{
    Plain = 0,
    Bold = 1,
    Dim = 2,
    Italic = 4,
    Underlined = 8,
    Struck = 16,
    Code = 32,
    Red = 64,
    Yellow = 128,
}
