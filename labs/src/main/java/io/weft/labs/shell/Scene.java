package io.weft.labs.shell;

import io.weft.labs.engine.LabSession;

/** What every family of commands works on. */
record Scene(LabSession session, VirtualTime time, Names names, Watches watches, Ears ears) {
    static Scene of(LabSession session) {
        Ears ears = new Ears();
        session.listeners().listen(ears);
        return new Scene(session, new VirtualTime(session), new Names(session), new Watches(session), ears);
    }
}
