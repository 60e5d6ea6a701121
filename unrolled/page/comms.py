"""Widgets' comms, by which Python and the page tell each other what has changed, as messages of the worker."""

from collections.abc import Callable

Send = Callable[[dict, list], None]


def install(send: Send):
    """Let each widget speak by send(message, buffers); returns what takes the page's news for a widget."""
    import comm
    from comm.base_comm import BaseComm, CommManager

    class PageComm(BaseComm):
        def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
            send({"type": msg_type, "id": self.comm_id, "data": data or {}}, buffers or [])

    manager = CommManager()
    comm.get_comm_manager = lambda: manager
    comm.create_comm = PageComm

    def take(id: str, data: dict, buffers: list) -> None:
        content = {"comm_id": id, "data": data}
        manager.comm_msg(None, None, {"content": content, "buffers": buffers})

    return take
