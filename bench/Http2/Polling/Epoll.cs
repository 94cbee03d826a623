using System.ComponentModel;
using System.Runtime.InteropServices;

namespace MeshActors.Http2.Polling;

/// <summary>The calls of Linux that tell which of many sockets have become ready (epoll(7)), and one that wakes who waits for them (eventfd(2)).</summary>
internal static partial class Epoll
{
    public const uint In = 0x1;
    public const uint Out = 0x4;
    public const uint EdgeTriggered = 1u << 31;

    private const int Add = 1;
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int Interrupted = 4;

    // The kernel's struct epoll_event is packed on this architecture alone.
    private static readonly bool IsPacked = RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>Bytes of one event.</summary>
    public static int EventSize => IsPacked ? 12 : 16;

    private static int KeyOffset => IsPacked ? 4 : 8;

    public static int Create() => Checked(epoll_create1(CloseOnExec), "epoll_create1");

    public static int CreateEvent() => Checked(eventfd(0, CloseOnExec | NonBlocking), "eventfd");

    public static void Watch(int epoll, int descriptor, uint events, int key)
    {
        var wanted = new byte[EventSize];
        MemoryMarshal.Write(wanted, events);
        MemoryMarshal.Write(wanted.AsSpan(KeyOffset), key);
        Checked(epoll_ctl(epoll, Add, descriptor, wanted), "epoll_ctl");
    }

    /// <summary>Waits until something is ready, unless it may not wait, and tells how many events stand in the room.</summary>
    public static int Wait(int epoll, byte[] room, bool mayWait)
    {
        var count = epoll_wait(epoll, room, room.Length / EventSize, mayWait ? -1 : 0);
        return count < 0 && Marshal.GetLastPInvokeError() == Interrupted ? 0 : Checked(count, "epoll_wait");
    }

    /// <summary>What an event says: what is ready, and the key of its watch.</summary>
    public static (uint Events, int Key) Read(byte[] room, int number)
    {
        var one = room.AsSpan(number * EventSize, EventSize);
        return (MemoryMarshal.Read<uint>(one), MemoryMarshal.Read<int>(one[KeyOffset..]));
    }

    public static void Signal(int descriptor) => Checked((int)write(descriptor, BitConverter.GetBytes(1UL), sizeof(ulong)), "write to an eventfd");

    public static void Close(int descriptor) => Checked(close(descriptor), "close");

    private static int Checked(int result, string call) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError(), call);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(int epoll, int operation, int descriptor, byte[] wanted);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(int epoll, [Out] byte[] room, int size, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int eventfd(uint initial, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(int descriptor, byte[] value, nint size);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int descriptor);
}
